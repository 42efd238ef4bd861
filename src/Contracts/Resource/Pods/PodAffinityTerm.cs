using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Pods by their labels, and what "near" means.</summary>
public sealed record PodAffinityTerm
{
    public LabelSelector? LabelSelector { get; init; }

    public string TopologyKey { get; init; } = "";

    public ImmutableArray<string>? Namespaces { get; init; }
}
