using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>The part of Kubernetes' object metadata that a manifest may carry.</summary>
public sealed record ObjectMeta
{
    /// <summary>A DNS label of at most 52 characters, so that the names of children fit into 63.</summary>
    public string Name { get; init; } = "";

    public string? Namespace { get; init; }

    public string? Uid { get; init; }

    public long? Generation { get; init; }

    /// <summary>To the second; set by the server.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? CreationTimestamp { get; init; }

    public string? ResourceVersion { get; init; }

    public ImmutableSortedDictionary<string, string>? Labels { get; init; }

    public ImmutableSortedDictionary<string, string>? Annotations { get; init; }
}
