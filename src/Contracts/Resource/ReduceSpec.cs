using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource;

/// <summary>The reducer and what it needs: edges for a Histogram, k and the order for a TopK.</summary>
public sealed record ReduceSpec
{
    public ReducerName? Name { get; init; }

    /// <summary>Histogram: at least two increasing decimal strings; bin i counts edges[i] &lt;= x &lt; edges[i+1].</summary>
    public ImmutableArray<string>? Edges { get; init; }

    /// <summary>TopK: how many.</summary>
    public int? K { get; init; }

    /// <summary>TopK: which end.</summary>
    public TopKOrder? Order { get; init; }
}
