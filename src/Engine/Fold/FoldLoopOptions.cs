using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Fold;

/// <summary>How a fold loop waits, and whom it tells about the ledger.</summary>
public sealed record FoldLoopOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the jitter of its waits comes from.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Told after every fold that succeeded; it must not throw.</summary>
    public Action<FoldedResult>? Folded { get; init; }

    /// <summary>Told of every fold that could not reach the ledger, before the wait for the next; it must not throw.</summary>
    public Action<QueueUnavailableException>? Unavailable { get; init; }
}
