namespace ParallelJobs.Kubernetes;

/// <summary>One page of a list, or all pages as one.</summary>
public sealed record ResourceList<T>
{
    public ListMeta Metadata { get; init; } = new();

    public IReadOnlyList<T> Items { get; init; } = [];
}
