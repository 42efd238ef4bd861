using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>Job-wide limits, in items, counted when they are granted.</summary>
public sealed record LimitsSpec
{
    [JsonConverter(typeof(WholeInt64Converter))]
    public long? MaxInFlight { get; init; }

    [JsonConverter(typeof(WholeInt64Converter))]
    public long? PerSecond { get; init; }
}
