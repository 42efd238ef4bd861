namespace ParallelJobs.Contracts.Validation;

/// <summary>Where a job is to run, as far as that decides what its manifest may say.</summary>
public enum JobScope
{
    /// <summary>Not known yet: what either could run is right.</summary>
    Either,

    /// <summary>On this machine, without a cluster.</summary>
    Local,

    /// <summary>In a cluster.</summary>
    Cluster,
}
