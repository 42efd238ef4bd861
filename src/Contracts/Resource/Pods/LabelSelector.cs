using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Objects by their labels: all of the requirements must match.</summary>
public sealed record LabelSelector
{
    public ImmutableSortedDictionary<string, string>? MatchLabels { get; init; }

    public ImmutableArray<LabelSelectorRequirement>? MatchExpressions { get; init; }
}
