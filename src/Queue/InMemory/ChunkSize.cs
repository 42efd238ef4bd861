namespace ParallelJobs.Queue.InMemory;

/// <summary>The tail cap: chunks taper towards the end of the job, so that no slot is left with a long one while the others idle.</summary>
internal static class ChunkSize
{
    /// <summary>max(min, min(max, ceil(remaining / (divisor x slots)))) leaves; a divisor of 0 means no cap.</summary>
    public static long Of(Want want, long remaining, int slots)
    {
        var least = Math.Max(1, want.MinLeaves);
        if (want.CapDivisor <= 0 || remaining <= 0)
        {
            return Math.Max(least, want.MaxLeaves);
        }

        var shares = (long)want.CapDivisor * Math.Max(1, slots);
        var cap = (remaining - 1) / shares + 1;
        return Math.Max(least, Math.Min(want.MaxLeaves, cap));
    }
}
