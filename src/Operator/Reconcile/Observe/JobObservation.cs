using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Options;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>Everything that a plan may depend on, the time included. Immutable.</summary>
internal sealed record JobObservation
{
    public required JobResource Resource { get; init; }

    /// <summary>What the spec says now.</summary>
    public required SpecReading Written { get; init; }

    /// <summary>The status as it was last written.</summary>
    public required ParallelJobStatus Status { get; init; }

    /// <summary>The job that runs or is to run; null when the spec is invalid and no other was accepted before.</summary>
    public AcceptedJob? Accepted { get; init; }

    public required LedgerView Ledger { get; init; }

    /// <summary>Jobs (batch/v1) of the names that children have, whoever owns them.</summary>
    public ImmutableArray<Job> Children { get; init; } = [];

    /// <summary>Pods of the job's workers.</summary>
    public ImmutableArray<Pod> Pods { get; init; } = [];

    /// <summary>Pods that the newest child should have and has not.</summary>
    public MissingPods Missing { get; init; } = MissingPods.None;

    /// <summary>Workers that this job may have as far as all others go; never less than it has.</summary>
    public int Capacity { get; init; } = int.MaxValue;

    public required DateTimeOffset Now { get; init; }

    public required OperatorOptions Options { get; init; }

    public string Uid => Resource.Metadata.Uid!;

    public long Generation => Resource.Metadata.Generation ?? 0;

    /// <summary>The children that are this job's, by incarnation.</summary>
    public IEnumerable<Job> OwnChildren => Children.Where(child => child.Metadata.ControllerReference?.Uid == Uid);
}
