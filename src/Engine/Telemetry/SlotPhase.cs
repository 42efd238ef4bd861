namespace ParallelJobs.Engine.Telemetry;

/// <summary>What a slot's time is spent on. At any moment a slot is in exactly one phase, so the phases add up to wall-clock time.</summary>
public enum SlotPhase
{
    /// <summary>In the kernel.</summary>
    Compute,

    /// <summary>Nothing to compute, and more came.</summary>
    Lease,

    /// <summary>Nothing to compute, everything here was computed, and the ledger had not yet confirmed it.</summary>
    Commit,

    /// <summary>Between leaves: taking, entering results, starting threads and processes.</summary>
    Dispatch,

    /// <summary>Nothing to compute, and nothing more came.</summary>
    Tail,
}
