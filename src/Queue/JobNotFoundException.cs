namespace ParallelJobs.Queue;

/// <summary>The ledger holds no such job.</summary>
public sealed class JobNotFoundException(Guid job) : Exception($"the ledger holds no job {job}")
{
    public Guid Job { get; } = job;
}
