using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Pods that the pods must and should be near to, or away from.</summary>
public sealed record PodAffinity
{
    public ImmutableArray<PodAffinityTerm>? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }

    public ImmutableArray<PreferredPods>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }
}
