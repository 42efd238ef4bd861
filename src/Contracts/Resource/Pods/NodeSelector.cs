using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Nodes that match any of the terms.</summary>
public sealed record NodeSelector
{
    public ImmutableArray<NodeSelectorTerm> NodeSelectorTerms { get; init; } = [];
}
