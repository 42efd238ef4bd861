using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes;

/// <summary>How an object is to be deleted. Immutable.</summary>
public sealed record DeleteOptions
{
    /// <summary>The server's choice by type where null: for Jobs of batch/v1 it is Orphan.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<PropagationPolicy>))]
    public PropagationPolicy? PropagationPolicy { get; init; }

    /// <summary>Null for the object's own; 0 kills at once.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Where they do not hold nothing is deleted, and the answer is a conflict.</summary>
    public Preconditions? Preconditions { get; init; }
}
