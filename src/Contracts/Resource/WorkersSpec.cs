namespace ParallelJobs.Contracts.Resource;

/// <summary>How many workers, and what each is.</summary>
public sealed record WorkersSpec
{
    public int? Replicas { get; init; }

    public SlotMode? Mode { get; init; }

    /// <summary>Threads or processes that compute in one worker.</summary>
    public int? Slots { get; init; }

    public string? Image { get; init; }
}
