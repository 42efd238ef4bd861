using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>The dead ranges: how many items, and the first of them.</summary>
public sealed record JobFailures
{
    /// <summary>Items.</summary>
    [JsonConverter(typeof(WholeNumberConverter))]
    public Int128 Count { get; init; }

    /// <summary>At most 10.</summary>
    public ImmutableArray<FailedRange>? Sample { get; init; }
}
