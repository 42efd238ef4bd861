using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>A file of items, one a line, on a volume of the job's namespace.</summary>
public sealed record VolumeItems
{
    public string ClaimName { get; init; } = "";

    public string Path { get; init; } = "";

    /// <summary>How many items the file holds; the operator cannot read it.</summary>
    [JsonConverter(typeof(WholeInt64Converter))]
    public long Count { get; init; }
}
