using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Nodes that match all of the requirements.</summary>
public sealed record NodeSelectorTerm
{
    public ImmutableArray<NodeSelectorRequirement>? MatchExpressions { get; init; }

    public ImmutableArray<NodeSelectorRequirement>? MatchFields { get; init; }
}
