namespace ParallelJobs.Contracts.Resource;

/// <summary>The order in which leaves are handed out.</summary>
public enum LeafOrderName
{
    Fifo,
    Lifo,
    Shuffled,

    /// <summary>By the items' weights, heaviest first; for items only.</summary>
    Priority,
}
