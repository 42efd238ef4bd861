namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// The cheapest way to the primes of the next window, by costs measured once: sieving costs a few nanoseconds a sieving prime however
/// short the window is, testing costs about a microsecond for each of the few per cent that sieving by fewer primes leaves over.
/// </summary>
/// <param name="End">One past the last number of the window.</param>
/// <param name="Limit">Sieve by the primes up to here.</param>
internal readonly record struct SievePlan(SieveMethod Method, ulong End, uint Limit)
{
    /// <summary>One leaf of the default size, and the second-level cache of the usual server.</summary>
    public const int WindowBytes = 1 << 20;

    /// <summary>
    /// Where there are more sieving primes than the table holds, going through them costs more than the cache misses of a window
    /// this long.
    /// </summary>
    private const int LongWindowBytes = 8 << 20;

    /// <summary>So few numbers are tested before a window is set up.</summary>
    private const ulong MostOneByOne = 30;

    /// <summary>Sieving to the root costs less than testing while the root is below so many times the numbers of the window ...</summary>
    private const ulong RootsPerNumber = 100;

    /// <summary>... and so many times where the primes are not in the table, as their multiples are rare.</summary>
    private const ulong LargeRootsPerNumber = 300;

    /// <summary>Where the rest is tested, sieving goes up to so many times the numbers of the window.</summary>
    private const ulong LimitPerNumber = 2;

    /// <summary>The plan for the first window of the numbers from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public static SievePlan For(ulong first, ulong end)
    {
        var isLong = RootOf(end - 1) > SievingPrimes.Limit;
        var bytes = (ulong)(isLong ? LongWindowBytes : WindowBytes);
        end = Math.Min(end, ((first / Wheel.Span) + bytes) * Wheel.Span);
        var count = end - first;
        if (count <= MostOneByOne)
        {
            return new SievePlan(SieveMethod.OneByOne, end, 0);
        }

        var root = RootOf(end - 1);
        return root <= count * (root > SievingPrimes.Limit ? LargeRootsPerNumber : RootsPerNumber)
            ? new SievePlan(SieveMethod.Sieve, end, root)
            : new SievePlan(SieveMethod.SieveAndTest, end, (uint)Math.Min(SievingPrimes.Limit, LimitPerNumber * count));
    }

    /// <summary>The whole part of the square root: for numbers up to 2^63 the rounded root is at most one too high, never too low.</summary>
    public static uint RootOf(ulong number)
    {
        var root = (ulong)Math.Sqrt(number);
        return (uint)(root * root > number ? root - 1 : root);
    }
}
