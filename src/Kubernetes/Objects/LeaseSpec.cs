using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>All fields of a lease, so that it can be replaced as a whole.</summary>
public sealed record LeaseSpec
{
    /// <summary>Null or empty: nobody.</summary>
    public string? HolderIdentity { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    /// <summary>How often the holder has changed: grows with every new holder, so it orders them.</summary>
    public int? LeaseTransitions { get; init; }

    public string? Strategy { get; init; }

    public string? PreferredHolder { get; init; }
}
