using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Something that happened to an object, for people to read (events.k8s.io/v1).</summary>
public sealed record Event : IResource<Event>
{
    public static ResourceType<Event> ResourceType { get; } =
        new("events.k8s.io", "v1", "events", "Event", true, KubernetesJson.Default.Event, KubernetesJson.Default.ResourceListEvent);

    static ResourceType<Event> IResource<Event>.Type => ResourceType;

    public string ApiVersion => ResourceType.ApiVersion;

    public string Kind => ResourceType.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>When it was first seen.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>The program: "example.org/operator".</summary>
    public string? ReportingController { get; init; }

    /// <summary>Which of its processes.</summary>
    public string? ReportingInstance { get; init; }

    /// <summary>What was done, in one word of UpperCamelCase.</summary>
    public string? Action { get; init; }

    /// <summary>Why, in one word of UpperCamelCase.</summary>
    public string? Reason { get; init; }

    public ObjectReference? Regarding { get; init; }

    /// <summary>At most 1,024 bytes.</summary>
    public string? Note { get; init; }

    /// <summary>"Normal" or "Warning".</summary>
    public string? Type { get; init; }

    public EventSeries? Series { get; init; }

    /// <summary>Of events that were written to the old API (core/v1), as the kubelet's are: when it was last seen.</summary>
    public DateTimeOffset? DeprecatedLastTimestamp { get; init; }

    /// <summary>How often, of the same events.</summary>
    public int? DeprecatedCount { get; init; }
}
