using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Which pods a service leads to, and by which ports.</summary>
public sealed record ServiceSpec
{
    public string? Type { get; init; }

    [JsonPropertyName("clusterIP")]
    public string? ClusterIP { get; init; }

    public IReadOnlyDictionary<string, string>? Selector { get; init; }

    public IReadOnlyList<ServicePort>? Ports { get; init; }
}
