namespace ParallelJobs.Kubernetes.Objects;

/// <summary>One aspect of an object's state. <see cref="LastTransitionTime"/> changes when <see cref="Status"/> does, and only then.</summary>
public sealed record Condition
{
    public required string Type { get; init; }

    /// <summary>"True", "False" or "Unknown".</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? LastTransitionTime { get; init; }

    public long? ObservedGeneration { get; init; }
}
