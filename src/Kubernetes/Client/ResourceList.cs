namespace ParallelJobs.Kubernetes;

/// <summary>One page of a list, or all pages as one.</summary>
public sealed record ResourceList<T>
{
    public ListMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Servers write null for none.</summary>
    public IReadOnlyList<T> Items { get; init => field = value ?? []; } = [];
}
