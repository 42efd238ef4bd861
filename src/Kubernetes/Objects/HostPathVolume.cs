namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A file or folder of the node.</summary>
public sealed record HostPathVolume
{
    public required string Path { get; init; }
}
