namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A field of the pod, by its path: "metadata.name".</summary>
public sealed record FieldSelector
{
    public required string FieldPath { get; init; }
}
