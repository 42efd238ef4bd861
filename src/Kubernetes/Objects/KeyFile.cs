namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A key as a file.</summary>
public sealed record KeyFile
{
    public required string Key { get; init; }

    public required string Path { get; init; }

    public int? Mode { get; init; }
}
