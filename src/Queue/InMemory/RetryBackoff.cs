namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// How long a failed leaf waits: anything between nothing and min(max, first x 2^(n-1)) after its n-th failure. The full jitter
/// spreads a herd that failed together (M. Brooker, "Exponential Backoff and Jitter", 2015).
/// </summary>
internal static class RetryBackoff
{
    /// <param name="first">The bound of the first wait.</param>
    /// <param name="max">The bound of every wait.</param>
    /// <param name="attempts">Failures so far, at least 1.</param>
    /// <param name="jitter">Random, 0 to 1.</param>
    public static TimeSpan Delay(TimeSpan first, TimeSpan max, int attempts, double jitter)
    {
        var doublings = attempts - 1;
        var bound = doublings < 62 && first.Ticks <= max.Ticks >> doublings ? first.Ticks << doublings : max.Ticks;
        return TimeSpan.FromTicks((long)(bound * jitter));
    }
}
