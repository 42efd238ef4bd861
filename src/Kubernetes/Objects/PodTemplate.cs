namespace ParallelJobs.Kubernetes.Objects;

/// <summary>What a controller makes pods from.</summary>
public sealed record PodTemplate
{
    public ObjectMeta? Metadata { get; init; }

    public required PodSpec Spec { get; init; }
}
