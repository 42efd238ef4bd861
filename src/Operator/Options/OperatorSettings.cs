using Microsoft.Extensions.Logging;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Options;

/// <summary>All that the operator is told from outside, validated. Immutable; its text shows no secret.</summary>
internal sealed record OperatorSettings
{
    public required OperatorOptions Options { get; init; }

    /// <summary>As the owner of the queue.</summary>
    public required QueueUri Queue { get; init; }

    public required WorkerQueue WorkerQueue { get; init; }

    /// <summary>From which every job's secret comes; at least 32 bytes.</summary>
    public required ReadOnlyMemory<byte> OwnerKey { get; init; }

    public int HealthPort { get; init; } = 8081;

    /// <summary>What is not worth a line.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public LogFormat LogFormat { get; init; } = LogFormat.Json;

    public override string ToString() => $"{Options.Namespace}/{Options.LeaseName}, queue {Queue}";
}
