namespace ParallelJobs.Cli.Clusters.Checks;

/// <summary>How a check came out.</summary>
internal enum FindingLevel
{
    Ok,

    /// <summary>Something may not work, or was not seen.</summary>
    Warn,

    /// <summary>Jobs will not run.</summary>
    Fail,
}
