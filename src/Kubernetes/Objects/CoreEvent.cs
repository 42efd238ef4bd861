namespace ParallelJobs.Kubernetes.Objects;

/// <summary>
/// An event as the core group shows it, whoever recorded it and by whichever API: what Kubernetes' own controllers say about an object. Selectable by
/// the fields involvedObject.uid and type.
/// </summary>
public sealed record CoreEvent : IResource<CoreEvent>
{
    public static ResourceType<CoreEvent> ResourceType { get; } =
        new("", "v1", "events", "Event", true, KubernetesJson.Default.CoreEvent, KubernetesJson.Default.ResourceListCoreEvent);

    static ResourceType<CoreEvent> IResource<CoreEvent>.Type => ResourceType;

    public string ApiVersion => ResourceType.ApiVersion;

    public string Kind => ResourceType.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ObjectReference? InvolvedObject { get; init; }

    /// <summary>Why, in one word of UpperCamelCase.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }

    /// <summary>"Normal" or "Warning".</summary>
    public string? Type { get; init; }

    /// <summary>When it came last; null in one that was recorded by the newer API and came once.</summary>
    public DateTimeOffset? LastTimestamp { get; init; }

    [System.Text.Json.Serialization.JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }
}
