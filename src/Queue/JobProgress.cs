using System.Collections.Immutable;

namespace ParallelJobs.Queue;

/// <summary>A job as it stands: how much of it is where, and where its workers' seconds went.</summary>
public sealed record JobProgress
{
    public required JobState State { get; init; }

    public required Int128 Items { get; init; }

    /// <summary>Items of settled leaves, folded or not.</summary>
    public required Int128 Completed { get; init; }

    public required Int128 InFlight { get; init; }

    /// <summary>Items that wait in the ledger after a failure, a loss or a release.</summary>
    public required Int128 Retrying { get; init; }

    public required Int128 Failed { get; init; }

    /// <summary>Dead ranges, at most the first 10 by position.</summary>
    public ImmutableArray<DeadRange> Dead { get; init; } = [];

    public int LiveWorkers { get; init; }

    public int LiveSlots { get; init; }

    /// <summary>Those that hold now.</summary>
    public JobLimits Limits { get; init; } = JobLimits.None;

    /// <summary>The number that holds now.</summary>
    public long MaxFailedItems { get; init; }

    public WorkerCounters Counters { get; init; } = WorkerCounters.Zero;
}
