using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>How a pod is.</summary>
public sealed record PodStatus
{
    /// <summary>"Pending", "Running", "Succeeded", "Failed" or "Unknown".</summary>
    public string? Phase { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    [JsonPropertyName("podIP")]
    public string? PodIP { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }

    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }
}
