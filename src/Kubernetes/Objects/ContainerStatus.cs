namespace ParallelJobs.Kubernetes.Objects;

/// <summary>How one container is, and how its last life ended.</summary>
public sealed record ContainerStatus
{
    public required string Name { get; init; }

    public bool Ready { get; init; }

    public int RestartCount { get; init; }

    public ContainerState? State { get; init; }

    public ContainerState? LastState { get; init; }
}
