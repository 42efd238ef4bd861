using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>How leaves are handed out. None of it changes the result.</summary>
public sealed record ScheduleSpec
{
    public ChunkPolicyName? Policy { get; init; }

    /// <summary>Leaves a chunk; Static and Dynamic only.</summary>
    [JsonConverter(typeof(WholeInt64Converter))]
    public long? ChunkLeaves { get; init; }

    /// <summary>What one chunk should take; at most a sixth of the lease.</summary>
    public int? TargetMilliseconds { get; init; }

    public LeafOrderName? Order { get; init; }
}
