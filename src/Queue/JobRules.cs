namespace ParallelJobs.Queue;

/// <summary>
/// What a ledger requires of a definition. Validation upstream guarantees it; a ledger that merely believed it could hang for ever.
/// </summary>
internal static class JobRules
{
    private const long MostLeaves = 1L << 62;

    /// <exception cref="ArgumentException">Names what is out of bounds.</exception>
    public static void Validate(JobDefinition job)
    {
        if (Problem(job) is { } problem)
        {
            throw new ArgumentException(problem, nameof(job));
        }

        Validate(job.Limits, job.LeafItems);
    }

    /// <exception cref="ArgumentException">A leaf could never be granted under these limits.</exception>
    public static void Validate(JobLimits limits, long leafItems)
    {
        if (limits.MaxInFlight < leafItems)
        {
            throw new ArgumentException($"maxInFlight {limits.MaxInFlight} is less than one leaf of {leafItems} items", nameof(limits));
        }

        if (limits.PerSecond < 1)
        {
            throw new ArgumentException($"perSecond {limits.PerSecond} is less than 1", nameof(limits));
        }
    }

    private static string? Problem(JobDefinition job) => job switch
    {
        { Leaves: < 1 or > MostLeaves } => $"{job.Leaves} leaves: must be 1 to 2^62",
        { LeafItems: < 1 } => $"{job.LeafItems} items a leaf: must be at least 1",
        _ when job.ShortPosition < 0 || job.ShortPosition >= job.Leaves => $"short position {job.ShortPosition} of {job.Leaves} leaves",
        _ when job.ShortItems < 1 || job.ShortItems > job.LeafItems => $"{job.ShortItems} items in the short leaf of {job.LeafItems}",
        { MaxAttempts: < 1 } => $"{job.MaxAttempts} attempts: must be at least 1",
        { MaxLosses: < 1 } => $"{job.MaxLosses} losses: must be at least 1",
        { Backoff.Ticks: < 0 } or { MaxBackoff.Ticks: < 0 } => $"a backoff of {job.Backoff} to {job.MaxBackoff} is negative",
        { LeaseDuration.Ticks: < 1 } => $"a lease of {job.LeaseDuration} is over before it begins",
        _ => null,
    };
}
