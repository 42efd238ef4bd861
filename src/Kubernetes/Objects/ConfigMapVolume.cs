namespace ParallelJobs.Kubernetes.Objects;

/// <summary>The keys of a config map as files.</summary>
public sealed record ConfigMapVolume
{
    public required string Name { get; init; }

    public int? DefaultMode { get; init; }
}
