namespace ParallelJobs.Queue;

/// <summary>The state of a job in the ledger. The last three are terminal and durable before any worker hears of them.</summary>
public enum JobState
{
    Open,

    /// <summary>Nothing is granted; workers finish the leaves under way and give back the rest.</summary>
    Paused,

    /// <summary>A leaf is dead and the job must fail: nothing is granted, and once the leaves under way are settled it is Failed.</summary>
    Failing,

    Complete,
    Failed,
    Cancelled,
}
