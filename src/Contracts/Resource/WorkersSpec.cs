using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Resource;

/// <summary>How many workers, and what each is. Below <see cref="Image"/> it is a curated subset of a pod's fields, under Kubernetes' own names.</summary>
public sealed record WorkersSpec
{
    public int? Replicas { get; init; }

    public SlotMode? Mode { get; init; }

    /// <summary>Threads or processes that compute in one worker.</summary>
    public int? Slots { get; init; }

    public string? Image { get; init; }

    public ResourceRequirements? Resources { get; init; }

    public ImmutableArray<EnvVar>? Env { get; init; }

    public ImmutableArray<Volume>? Volumes { get; init; }

    public ImmutableArray<VolumeMount>? VolumeMounts { get; init; }

    public ImmutableSortedDictionary<string, string>? NodeSelector { get; init; }

    public ImmutableArray<Toleration>? Tolerations { get; init; }

    public Affinity? Affinity { get; init; }

    public ImmutableArray<TopologySpreadConstraint>? TopologySpreadConstraints { get; init; }

    public string? PriorityClassName { get; init; }

    public ImmutableArray<ImagePullSecret>? ImagePullSecrets { get; init; }

    public ImagePullPolicy? ImagePullPolicy { get; init; }

    public string? RuntimeClassName { get; init; }

    /// <summary>Never 0.</summary>
    public long? RunAsUser { get; init; }

    public int? TerminationGracePeriodSeconds { get; init; }

    /// <summary>Of the pods.</summary>
    public ImmutableSortedDictionary<string, string>? Labels { get; init; }

    /// <summary>Of the pods.</summary>
    public ImmutableSortedDictionary<string, string>? Annotations { get; init; }
}
