namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A variable of a container, with a value or the place to take it from.</summary>
public sealed record EnvironmentVariable
{
    public required string Name { get; init; }

    public string? Value { get; init; }

    public EnvironmentSource? ValueFrom { get; init; }
}
