using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Slots;

namespace ParallelJobs.Engine.Work;

/// <summary>How one worker works.</summary>
public sealed record WorkLoopOptions
{
    public required SlotMode Mode { get; init; }

    public required int Slots { get; init; }

    /// <summary>The slots of all workers that are meant to share the job, for policies that divide by it before all have reported.</summary>
    public int ExpectedJobSlots { get; init; }

    /// <summary>For people, in the ledger and in thread names.</summary>
    public string Worker { get; init; } = "worker";

    /// <summary>What slots in processes run; required for <see cref="SlotMode.Processes"/>.</summary>
    public SlotProgram? Program { get; init; }

    /// <summary>Counts throttling, lock contentions and collections of the whole process; false where another work loop of it does.</summary>
    public bool MetersProcess { get; init; } = true;

    /// <summary>
    /// What a drained worker may take after the job's grace for leaves: to give up slots that do not heed, to bring its last report to the
    /// ledger, and to end.
    /// </summary>
    public TimeSpan DrainMargin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Told how the worker is getting on; null where nobody looks.</summary>
    public WorkerPulse? Pulse { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the jitter of its waits comes from.</summary>
    public Random Random { get; init; } = Random.Shared;
}
