namespace ParallelJobs.Kubernetes.Objects;

/// <summary>What a node has and how it is. Quantities are Kubernetes' text: "2", "1500m", "16Gi".</summary>
public sealed record NodeStatus
{
    public IReadOnlyDictionary<string, string>? Capacity { get; init; }

    /// <summary>Of the capacity, what pods may use.</summary>
    public IReadOnlyDictionary<string, string>? Allocatable { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
