namespace ParallelJobs.Kubernetes.Election;

/// <summary>What a contender does about the lease as it has seen it.</summary>
internal enum ElectionStep
{
    /// <summary>Another's claim may still be good.</summary>
    Wait,

    /// <summary>Nobody's claim is good, or it is of an earlier life of this contender: write our name into it.</summary>
    Take,

    /// <summary>It is ours.</summary>
    Renew,

    /// <summary>It was ours.</summary>
    Lost,
}
