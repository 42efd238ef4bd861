namespace ParallelJobs.Queue;

/// <summary>
/// Job-wide limits in items, counted when they are granted; null is none. If either is set, leases are of one leaf.
/// <paramref name="PerSecond"/> is a token bucket that holds one leaf and a tenth of a second's worth, starts full, and lets a leaf
/// through when a whole one is in it.
/// </summary>
public sealed record JobLimits(long? MaxInFlight = null, long? PerSecond = null)
{
    public static readonly JobLimits None = new();
}
