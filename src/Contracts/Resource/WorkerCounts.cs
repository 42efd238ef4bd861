namespace ParallelJobs.Contracts.Resource;

/// <summary>How many workers; <see cref="Replicas"/> and <see cref="Selector"/> serve the scale subresource.</summary>
public sealed record WorkerCounts
{
    public int? Desired { get; init; }

    public int? Replicas { get; init; }

    public int? Ready { get; init; }

    public string? Selector { get; init; }
}
