using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>How many items are where; decimal strings in JSON.</summary>
public sealed record ItemCounts
{
    [JsonConverter(typeof(DecimalTextConverter))]
    public Int128 Total { get; init; }

    [JsonConverter(typeof(DecimalTextConverter))]
    public Int128 Completed { get; init; }

    [JsonConverter(typeof(DecimalTextConverter))]
    public Int128 InFlight { get; init; }

    [JsonConverter(typeof(DecimalTextConverter))]
    public Int128 Retrying { get; init; }

    [JsonConverter(typeof(DecimalTextConverter))]
    public Int128 Failed { get; init; }
}
