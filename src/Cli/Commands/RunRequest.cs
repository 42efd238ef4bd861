using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Cli.Commands;

/// <summary>What <c>pjob run</c> was asked for.</summary>
internal sealed record RunRequest
{
    public required string File { get; init; }

    /// <summary>Null for the manifest's.</summary>
    public required SlotMode? Mode { get; init; }

    /// <summary>Of each worker; null for the manifest's, else as many as the machine has cores for each.</summary>
    public required int? Slots { get; init; }

    public required int Workers { get; init; }

    /// <summary>URI of a queue that others can reach, as its owner; null for the queue in this process.</summary>
    public required string? Queue { get; init; }

    /// <summary>The same queue as workers are to use it; null for the owner's URI.</summary>
    public required string? WorkerQueue { get; init; }

    /// <summary>Folder for workers that are started by hand; null for a temporary one.</summary>
    public required string? Join { get; init; }

    public required string[] Overrides { get; init; }

    public required OutputFormat Output { get; init; }

    public required bool Verbose { get; init; }
}
