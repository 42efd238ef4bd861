namespace ParallelJobs.Contracts.Resource;

/// <summary>Job-wide limits, in items, counted when they are granted.</summary>
public sealed record LimitsSpec
{
    public long? MaxInFlight { get; init; }

    public long? PerSecond { get; init; }
}
