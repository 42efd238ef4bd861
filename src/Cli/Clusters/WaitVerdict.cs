namespace ParallelJobs.Cli.Clusters;

/// <summary>Whether waiting for a job is over.</summary>
internal enum WaitVerdict
{
    Waiting,
    Met,

    /// <summary>The job has ended, and what was waited for will not come any more.</summary>
    Failed,

    /// <summary>The job was deleted.</summary>
    Gone,
}
