using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>Items that used up their attempts, and why.</summary>
public sealed record FailedRange
{
    [JsonConverter(typeof(WholeNumberConverter))]
    public Int128 Start { get; init; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Int128 End { get; init; }

    public int Attempts { get; init; }

    public string? Message { get; init; }
}
