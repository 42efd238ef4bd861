using System.Text.Json;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>What runs in a pod, and under which conditions.</summary>
public sealed record PodSpec
{
    /// <summary>Servers write null for none in the objects of bookmarks.</summary>
    public required IReadOnlyList<Container> Containers { get; init => field = value ?? []; }

    public IReadOnlyList<Volume>? Volumes { get; init; }

    /// <summary>"Always" (the default of pods), "OnFailure" or "Never".</summary>
    public string? RestartPolicy { get; init; }

    public long? TerminationGracePeriodSeconds { get; init; }

    public string? ServiceAccountName { get; init; }

    public bool? AutomountServiceAccountToken { get; init; }

    public bool? EnableServiceLinks { get; init; }

    public string? NodeName { get; init; }

    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    public PodSecurityContext? SecurityContext { get; init; }

    public string? PriorityClassName { get; init; }

    public string? RuntimeClassName { get; init; }

    public IReadOnlyList<LocalReference>? ImagePullSecrets { get; init; }

    /// <summary>A raw document, as are the two that follow: nothing here reads them.</summary>
    public JsonElement? Affinity { get; init; }

    public JsonElement? Tolerations { get; init; }

    public JsonElement? TopologySpreadConstraints { get; init; }
}
