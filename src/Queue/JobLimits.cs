namespace ParallelJobs.Queue;

/// <summary>
/// Job-wide limits in items, counted when they are granted; null is none. If either is set, leases are of one leaf.
/// <paramref name="PerSecond"/> is a token bucket that holds at most one second's worth (or one leaf, if that is more) and starts full.
/// </summary>
public sealed record JobLimits(long? MaxInFlight = null, long? PerSecond = null)
{
    public static readonly JobLimits None = new();
}
