namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Why a container does not run yet, or again: "ImagePullBackOff", "CrashLoopBackOff", …</summary>
public sealed record ContainerWaiting
{
    public string? Reason { get; init; }

    public string? Message { get; init; }
}
