using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary>What <c>pjob submit</c> was asked for.</summary>
internal sealed record SubmitRequest
{
    public required string[] Files { get; init; }

    public required string[] Overrides { get; init; }

    public required ClusterTarget Target { get; init; }

    public required DryRun DryRun { get; init; }

    /// <summary>Take fields from other managers.</summary>
    public required bool Force { get; init; }

    public required bool Wait { get; init; }

    /// <summary>Null for none.</summary>
    public required TimeSpan? Timeout { get; init; }

    public required ObjectFormat Output { get; init; }
}
