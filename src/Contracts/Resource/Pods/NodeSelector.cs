using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Nodes that match any of the terms.</summary>
public sealed record NodeSelector
{
    /// <summary>What the JSON leaves out is empty, not uninitialised.</summary>
    public ImmutableArray<NodeSelectorTerm> NodeSelectorTerms { get; init => field = value.IsDefault ? [] : value; } = [];
}
