using ParallelJobs.Cli.Output;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Running;

/// <summary>A run that someone may be looking at.</summary>
/// <param name="view">Where it is shown how the run is getting on; null where nobody looks.</param>
/// <param name="time">Measures the run.</param>
internal sealed class WatchedRun(IProgressView? view, TimeProvider time)
{
    /// <summary>Waits for the end, and shows how the run is getting on until then.</summary>
    /// <param name="running">The run.</param>
    /// <param name="look">How it stands; null when that is not known.</param>
    /// <param name="every">How often to look.</param>
    public async Task<RunReport> WatchAsync(Task<RunReport> running, Func<CancellationToken, Task<JobProgress?>> look, TimeSpan every)
    {
        if (view is null)
        {
            return await running;
        }

        using var over = new CancellationTokenSource();
        var looking = LookAsync(view, look, every, over.Token);
        try
        {
            return await running;
        }
        finally
        {
            await over.CancelAsync();
            await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            view.Clear();
        }
    }

    private async Task LookAsync(IProgressView shown, Func<CancellationToken, Task<JobProgress?>> look, TimeSpan every, CancellationToken over)
    {
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(over))
        {
            if (await look(over) is { } progress)
            {
                shown.Show(progress, time.GetElapsedTime(start));
            }
        }
    }
}
