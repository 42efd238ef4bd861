namespace ParallelJobs.Queue;

/// <summary>Where a worker's slot-seconds went, summed over its life.</summary>
public sealed record WorkerCounters
{
    public static readonly WorkerCounters Zero = new();

    public long LeavesComputed { get; init; }

    /// <summary>Compute time of the leaves whose results were accepted.</summary>
    public double CommittedSeconds { get; init; }

    public double ComputeSeconds { get; init; }

    public double LeaseSeconds { get; init; }

    public double CommitSeconds { get; init; }

    public double DispatchSeconds { get; init; }

    public double TailSeconds { get; init; }

    /// <summary>How long the slots' threads were on a core; 0 where the system does not say.</summary>
    public double OnCoreSeconds { get; init; }

    public double RunQueueSeconds { get; init; }

    public double ThrottledSeconds { get; init; }

    public long VoluntarySwitches { get; init; }

    public long InvoluntarySwitches { get; init; }

    public long LockContentions { get; init; }

    public double GcPauseSeconds { get; init; }

    /// <summary>Slots' processes that died without having been told to.</summary>
    public long SlotDeaths { get; init; }

    public static WorkerCounters operator +(WorkerCounters left, WorkerCounters right) => new()
    {
        LeavesComputed = left.LeavesComputed + right.LeavesComputed,
        CommittedSeconds = left.CommittedSeconds + right.CommittedSeconds,
        ComputeSeconds = left.ComputeSeconds + right.ComputeSeconds,
        LeaseSeconds = left.LeaseSeconds + right.LeaseSeconds,
        CommitSeconds = left.CommitSeconds + right.CommitSeconds,
        DispatchSeconds = left.DispatchSeconds + right.DispatchSeconds,
        TailSeconds = left.TailSeconds + right.TailSeconds,
        OnCoreSeconds = left.OnCoreSeconds + right.OnCoreSeconds,
        RunQueueSeconds = left.RunQueueSeconds + right.RunQueueSeconds,
        ThrottledSeconds = left.ThrottledSeconds + right.ThrottledSeconds,
        VoluntarySwitches = left.VoluntarySwitches + right.VoluntarySwitches,
        InvoluntarySwitches = left.InvoluntarySwitches + right.InvoluntarySwitches,
        LockContentions = left.LockContentions + right.LockContentions,
        GcPauseSeconds = left.GcPauseSeconds + right.GcPauseSeconds,
        SlotDeaths = left.SlotDeaths + right.SlotDeaths,
    };
}
