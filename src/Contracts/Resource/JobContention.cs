namespace ParallelJobs.Contracts.Resource;

/// <summary>Where the core-seconds went, in three figures.</summary>
public sealed record JobContention
{
    public int? EfficiencyPercent { get; init; }

    /// <summary>A decimal string.</summary>
    public string? Speedup { get; init; }

    public int? WaitingPercent { get; init; }
}
