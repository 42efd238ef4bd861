namespace ParallelJobs.Queue;

/// <summary>What a settlement does with the positions of the lease that it does not name.</summary>
public enum Rest
{
    /// <summary>The worker goes on with them.</summary>
    Keep,

    /// <summary>They go back to the ledger, uncharged, and anybody may have them at once.</summary>
    GiveBack,
}
