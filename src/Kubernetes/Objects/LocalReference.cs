namespace ParallelJobs.Kubernetes.Objects;

/// <summary>An object of the same namespace, by its name.</summary>
public sealed record LocalReference
{
    public required string Name { get; init; }
}
