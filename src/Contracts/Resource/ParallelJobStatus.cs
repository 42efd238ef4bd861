using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>What has come of a job: at most 8 KiB, whatever the job. Written by the operator alone.</summary>
public sealed record ParallelJobStatus
{
    /// <summary>The generation of the spec that the rest speaks of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Of the child Job, which is named <c>name-incarnation</c>.</summary>
    public int? Incarnation { get; init; }

    /// <summary>At most one of each type, see <see cref="ConditionTypes"/>.</summary>
    public ImmutableArray<JobCondition>? Conditions { get; init; }

    public JobSummary? Summary { get; init; }

    public ItemCounts? Items { get; init; }

    public WorkerCounts? Workers { get; init; }

    public JobResult? Result { get; init; }

    public JobContention? Contention { get; init; }

    public JobFailures? Failures { get; init; }

    /// <summary>The spec's count of retries that has been acted upon.</summary>
    public int? RetriedFailed { get; init; }

    /// <summary>For how long the job was suspended after its start; that time does not count for its deadline.</summary>
    public long? SuspendedSeconds { get; init; }

    /// <summary>To the second.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>To the second.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>To the second.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? EstimatedCompletionTime { get; init; }
}
