namespace ParallelJobs.Contracts.Resource;

/// <summary>What a slot is.</summary>
public enum SlotMode
{
    Threads,
    Processes,
}
