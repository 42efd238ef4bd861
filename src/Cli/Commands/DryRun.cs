namespace ParallelJobs.Cli.Commands;

/// <summary>Who checks what is not kept.</summary>
internal enum DryRun
{
    None,

    /// <summary>This program, without a cluster.</summary>
    Client,

    /// <summary>The API server, with its rules and defaults.</summary>
    Server,
}
