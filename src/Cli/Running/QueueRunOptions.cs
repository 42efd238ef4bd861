using ParallelJobs.Engine.Reports;

namespace ParallelJobs.Cli.Running;

/// <summary>How to run a job on a queue that others can reach.</summary>
internal sealed record QueueRunOptions
{
    /// <summary>Its workers are started here, each in a process of its own.</summary>
    public required RunSetup Setup { get; init; }

    /// <summary>URI of the queue as the workers are to use it; with its password.</summary>
    public required string WorkerQueue { get; init; }

    /// <summary>It was given apart from the owner's URI, so that nothing is known of it yet.</summary>
    public bool IsWorkerQueueApart { get; init; }

    /// <summary>Pass on what the workers say.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Say how others can join.</summary>
    public bool TellsHowToJoin { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
