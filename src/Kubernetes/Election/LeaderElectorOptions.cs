namespace ParallelJobs.Kubernetes.Election;

/// <summary>Which lease is contended for, by whom, and its times. Immutable.</summary>
public sealed record LeaderElectorOptions
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The pod's uid: a restarted container of the pod resumes its own lease at once.</summary>
    public required string Identity { get; init; }

    /// <summary>So long after its last renewal was seen, another may take the lease.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>So long after the beginning of its last renewal that succeeded, the holder no longer leads.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two attempts, with jitter.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
