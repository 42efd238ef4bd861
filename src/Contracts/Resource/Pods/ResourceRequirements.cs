using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>What a container asks for and may use, by resource name.</summary>
public sealed record ResourceRequirements
{
    public ImmutableSortedDictionary<string, Quantity>? Requests { get; init; }

    public ImmutableSortedDictionary<string, Quantity>? Limits { get; init; }
}
