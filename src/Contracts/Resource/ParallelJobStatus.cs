namespace ParallelJobs.Contracts.Resource;

/// <summary>What has come of a job.</summary>
public sealed record ParallelJobStatus
{
    public long? ObservedGeneration { get; init; }
}
