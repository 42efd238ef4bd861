namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// The wheel bytes left by one to three small primes repeat after the product of the primes; such patterns, ANDed into a sieve a
/// vector at a time, are cheaper than crossing off bit by bit. The smallest primes share patterns, small with large, so that no period
/// is long. Built once a process in well under a millisecond, then immutable and shared by all slots.
/// </summary>
internal static class WheelPatterns
{
    /// <summary>Bytes that follow each period once more, so that a step of this size never meets the end inside.</summary>
    public const int Step = 256;

    /// <summary>The patterns are taken by fours; their number is a multiple of this.</summary>
    public const int Group = 4;

    /// <summary>The primes from 7 to this one have patterns: measured to be the cheapest limit.</summary>
    public const uint LargestPrime = 241;

    /// <summary>The primes from 17 to this one share patterns by two; 7, 11 and 13 share one.</summary>
    private const uint LargestPaired = 163;

    public static readonly WheelPattern[] All = MakeAll();

    private static WheelPattern[] MakeAll()
    {
        var primes = SievingPrimes.All[..SievingPrimes.IndexAbove(LargestPrime)];
        var paired = primes[SievingPrimes.IndexAbove(13)..SievingPrimes.IndexAbove(LargestPaired)];
        var patterns = new List<WheelPattern> { new([7, 11, 13]) };
        for (var i = 0; i < paired.Length / 2; i++)
        {
            patterns.Add(new WheelPattern([paired[i], paired[^(i + 1)]]));
        }

        foreach (var prime in primes[SievingPrimes.IndexAbove(LargestPaired)..])
        {
            patterns.Add(new WheelPattern([prime]));
        }

        return [.. patterns];
    }
}
