namespace ParallelJobs.Kubernetes.Objects;

/// <summary>An empty folder that ends with the pod.</summary>
public sealed record EmptyDirVolume
{
    /// <summary>"Memory" for a tmpfs; the node's disk when null.</summary>
    public string? Medium { get; init; }

    public string? SizeLimit { get; init; }
}
