namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// Limits items a second. It holds one leaf and a tenth of a second's worth, so that nothing is lost when who asks comes that late, and is
/// open while a whole leaf is in it: in any time t no more than that and t x <paramref name="PerSecond"/> items get through. Levels are exact integers, in items x ticks of
/// 100 ns, so a rate never drifts. Immutable.
/// </summary>
/// <param name="PerSecond">Items that flow in, a second.</param>
/// <param name="LeafItems">Items of a whole leaf.</param>
/// <param name="Level">The level at the time <paramref name="At"/>.</param>
internal sealed record TokenBucket(long PerSecond, long LeafItems, Int128 Level, TimeSpan At)
{
    public bool IsOpen => Level >= Leaf;

    /// <summary>How long after <see cref="At"/> it opens.</summary>
    public TimeSpan OpensIn => IsOpen
        ? TimeSpan.Zero
        : TimeSpan.FromTicks((long)Int128.Min(long.MaxValue, (Leaf - Level + PerSecond - 1) / PerSecond));

    private Int128 Leaf => (Int128)LeafItems * TimeSpan.TicksPerSecond;

    private Int128 Capacity => Leaf + ((Int128)PerSecond * TimeSpan.TicksPerSecond / 10);

    public static TokenBucket Full(long perSecond, long leafItems, TimeSpan now)
    {
        var empty = new TokenBucket(perSecond, leafItems, 0, now);
        return empty with { Level = empty.Capacity };
    }

    public TokenBucket Refilled(TimeSpan now) =>
        this with { Level = Int128.Min(Capacity, Level + (Int128)(now - At).Ticks * PerSecond), At = now };

    public TokenBucket Without(long items) => this with { Level = Level - (Int128)items * TimeSpan.TicksPerSecond };

    /// <summary>Another rate from now on. What is in it stays in it, so that a change of rate is no gift.</summary>
    public TokenBucket WithRate(long perSecond, TimeSpan now)
    {
        var other = this with { PerSecond = perSecond };
        return other with { Level = Int128.Min(other.Capacity, Refilled(now).Level), At = now };
    }
}
