namespace ParallelJobs.Kubernetes.Election;

/// <summary>How a time of leadership ended.</summary>
public enum LeadershipEnd
{
    /// <summary>It was told to stop; the work has ended and the lease is released, so that another takes it at once.</summary>
    Released,

    /// <summary>It could not be renewed in time, or another has it; the work has ended. The program should end too, with a code other than zero.</summary>
    Lost,

    /// <summary>The work ended by itself; the lease is released.</summary>
    Ended,
}
