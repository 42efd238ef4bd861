using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>How a worker's life ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="State">The job's state as last heard.</param>
/// <param name="Counters">Of the whole life; its phases add up to slots x (EndedAt - start).</param>
/// <param name="EndedAt">Timestamp of the worker's clock.</param>
public sealed record WorkLoopEnd(WorkLoopEndReason Reason, JobState State, WorkerCounters Counters, long EndedAt)
{
    /// <summary>The positions that a stuck slot was computing; null unless it ended for them.</summary>
    public PositionRange? StuckAt { get; init; }

    /// <summary>The ledger has all that was computed, and has back what was not. Otherwise the grace of a drain was over before it answered.</summary>
    public bool IsHeard { get; init; } = true;
}
