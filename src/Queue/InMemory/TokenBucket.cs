namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// Limits items a second. Levels are exact integers, in items x ticks of 100 ns, so a rate never drifts. It is open while anything is
/// in it: a leaf may take it below zero, and then it stays shut until the debt is paid. Immutable.
/// </summary>
/// <param name="PerSecond">Items that flow in, a second.</param>
/// <param name="Capacity">The highest level.</param>
/// <param name="Level">The level at the time <paramref name="At"/>.</param>
internal sealed record TokenBucket(long PerSecond, Int128 Capacity, Int128 Level, TimeSpan At)
{
    public bool IsOpen => Level > 0;

    /// <summary>How long after <see cref="At"/> it opens.</summary>
    public TimeSpan OpensIn => IsOpen ? TimeSpan.Zero : TimeSpan.FromTicks((long)Int128.Min(long.MaxValue, -Level / PerSecond + 1));

    /// <summary>A full bucket: one second's worth, or one leaf if that is more.</summary>
    public static TokenBucket Full(long perSecond, long leafItems, TimeSpan now)
    {
        var capacity = (Int128)Math.Max(perSecond, leafItems) * TimeSpan.TicksPerSecond;
        return new TokenBucket(perSecond, capacity, capacity, now);
    }

    public TokenBucket Refilled(TimeSpan now) =>
        this with { Level = Int128.Min(Capacity, Level + (Int128)(now - At).Ticks * PerSecond), At = now };

    public TokenBucket Without(long items) => this with { Level = Level - (Int128)items * TimeSpan.TicksPerSecond };

    /// <summary>Another rate from now on. What is in it stays in it, so that a change of rate is no gift.</summary>
    public TokenBucket WithRate(long perSecond, long leafItems, TimeSpan now)
    {
        var other = Full(perSecond, leafItems, now);
        return other with { Level = Int128.Min(other.Capacity, Refilled(now).Level) };
    }
}
