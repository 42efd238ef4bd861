using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Output;

/// <summary>A finished run and its name for people and programs.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Report">What came of it.</param>
/// <param name="IsOverdue">It was stopped by its own deadline.</param>
internal sealed record RunOutcome(string Name, RunReport Report, bool IsOverdue)
{
    /// <summary>Complete, Failed, Cancelled, or Interrupted for a run that was asked to stop.</summary>
    public string State => Report.State switch
    {
        JobState.Complete => "Complete",
        JobState.Cancelled => "Cancelled",
        JobState.Failed or JobState.Failing => "Failed",
        _ => IsOverdue ? "Failed" : "Interrupted",
    };

    public double ItemsPerSecond => Report.ElapsedSeconds > 0 ? (double)Report.Progress.Completed / Report.ElapsedSeconds : 0;

    public string SlotNoun => Report.Mode == SlotMode.Threads ? "thread" : "process";

    public string SlotNouns => Report.Mode == SlotMode.Threads ? "threads" : "processes";
}
