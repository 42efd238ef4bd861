using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Output;

/// <summary>For a log: one line when the first leaves are being computed.</summary>
internal sealed class ProgressLog : IProgressView
{
    private bool _said;

    public void Show(JobProgress progress, TimeSpan elapsed)
    {
        if (!_said && progress.InFlight > 0)
        {
            ErrorLine.Write($"running: {Figures.Grouped(progress.InFlight)} items in flight on {Figures.Count(progress.LiveSlots, "slot")}");
            _said = true;
        }
    }

    public void Clear()
    {
    }
}
