using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>One requirement on a label or field of a node.</summary>
public sealed record NodeSelectorRequirement
{
    public string Key { get; init; } = "";

    public NodeSelectorOperator Operator { get; init; }

    public ImmutableArray<string>? Values { get; init; }
}
