namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Exactly one of these is set.</summary>
public sealed record ContainerState
{
    public ContainerWaiting? Waiting { get; init; }

    public ContainerRunning? Running { get; init; }

    public ContainerTerminated? Terminated { get; init; }
}
