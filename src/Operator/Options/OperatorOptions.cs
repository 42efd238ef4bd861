using System.Collections.Immutable;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Options;

/// <summary>How this operator was set up. Validated at start; immutable; its text shows no secret.</summary>
internal sealed record OperatorOptions
{
    /// <summary>Where the operator itself runs: its lease is there.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pod's uid, its identity in elections; a new one for a program outside a cluster.</summary>
    public required string Identity { get; init; }

    /// <summary>Where jobs are looked after; empty for everywhere.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>The value of <c>spec.managedBy</c> that means this installation; it also names its rows in the queue.</summary>
    public string ManagedBy { get; init; } = SpecDefaults.ManagedBy;

    public string LeaseName { get; init; } = OperatorLease.Name;

    /// <summary>Of workers whose job names none.</summary>
    public required string WorkerImage { get; init; }

    /// <summary>Globs, one of which a job's own image must match; empty for any.</summary>
    public ImmutableArray<string> AllowedImages { get; init; } = [];

    /// <summary>More are clamped to it, with a condition.</summary>
    public int MaxReplicasPerJob { get; init; } = 1000;

    /// <summary>Of all jobs together; beyond it jobs wait, the oldest first.</summary>
    public int MaxTotalWorkers { get; init; } = 200;

    /// <summary>Uid and gid of workers whose job names none.</summary>
    public long RunAsUser { get; init; } = 65532;

    /// <summary>Jobs that are reconciled at once.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>A status that only counts further is written no more often than this, for one job alone.</summary>
    public TimeSpan StatusPace { get; init; } = TimeSpan.FromSeconds(5);
}
