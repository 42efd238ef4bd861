using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>An event that has come more than once.</summary>
public sealed record EventSeries
{
    public required int Count { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? LastObservedTime { get; init; }
}
