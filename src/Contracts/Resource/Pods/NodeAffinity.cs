using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Which nodes the pods must and should go to.</summary>
public sealed record NodeAffinity
{
    public NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }

    public ImmutableArray<PreferredNodes>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }
}
