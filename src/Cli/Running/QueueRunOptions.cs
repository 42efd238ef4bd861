using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Cli.Running;

/// <summary>How to run a job on a queue that others can reach.</summary>
internal sealed record QueueRunOptions
{
    public required SlotMode Mode { get; init; }

    /// <summary>Slots of each worker.</summary>
    public required int Slots { get; init; }

    /// <summary>Workers that are started here, each in a process of its own.</summary>
    public required int Workers { get; init; }

    /// <summary>URI of the queue as the workers are to use it; with its password.</summary>
    public required string WorkerQueue { get; init; }

    /// <summary>The folder for workers that are started by hand; null for a new one.</summary>
    public string? Join { get; init; }

    /// <summary>Pass on what the workers say.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Say how others can join.</summary>
    public bool TellsHowToJoin { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
