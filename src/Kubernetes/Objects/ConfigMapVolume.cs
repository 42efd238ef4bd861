namespace ParallelJobs.Kubernetes.Objects;

/// <summary>The keys of a config map as files.</summary>
public sealed record ConfigMapVolume
{
    public required string Name { get; init; }

    public int? DefaultMode { get; init; }

    public bool? Optional { get; init; }

    /// <summary>Which keys, and as which files; all under their own names when null.</summary>
    public IReadOnlyList<KeyFile>? Items { get; init; }
}
