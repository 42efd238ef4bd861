namespace ParallelJobs.Kubernetes.Objects;

/// <summary>One key of a secret or a config map.</summary>
public sealed record KeySelector
{
    public required string Name { get; init; }

    public required string Key { get; init; }

    public bool? Optional { get; init; }
}
