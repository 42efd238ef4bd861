using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>One requirement on a label.</summary>
public sealed record LabelSelectorRequirement
{
    public string Key { get; init; } = "";

    public LabelSelectorOperator Operator { get; init; }

    public ImmutableArray<string>? Values { get; init; }
}
