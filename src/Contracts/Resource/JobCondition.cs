using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>One condition, as in every Kubernetes object.</summary>
public sealed record JobCondition
{
    /// <summary>One of <see cref="ConditionTypes"/>.</summary>
    public string Type { get; init; } = "";

    public ConditionStatus Status { get; init; }

    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>One of <see cref="ConditionReasons"/>.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }
}
