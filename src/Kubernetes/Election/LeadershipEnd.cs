namespace ParallelJobs.Kubernetes.Election;

/// <summary>How a time of leadership, or of contending for it, ended.</summary>
public enum LeadershipEnd
{
    /// <summary>
    /// It was told to stop; the work has ended, if it had begun, and the lease is released, so that another takes it at once. Where the API server
    /// could not be reached for that, the lease runs out by itself.
    /// </summary>
    Released,

    /// <summary>It could not be renewed in time, or another has it; the work has ended. The program should end too, with a code other than zero.</summary>
    Lost,

    /// <summary>The work ended by itself; the lease is released, as above.</summary>
    Ended,
}
