namespace ParallelJobs.Contracts.Resource;

/// <summary>How the leaves' results become one.</summary>
public enum ReducerName
{
    Sum,
    Count,
    Min,
    Max,
    Mean,
    Histogram,
    TopK,
    List,
    None,
}
