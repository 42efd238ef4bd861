namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Since when a container runs.</summary>
public sealed record ContainerRunning
{
    public DateTimeOffset? StartedAt { get; init; }
}
