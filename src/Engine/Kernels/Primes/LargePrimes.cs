using System.Runtime.CompilerServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// Crosses off the multiples of primes beyond the table. There may be 150 million of them, so they are sieved anew for every window,
/// part by part, and never kept. Most have one multiple in a window or none. Scratch memory of one slot.
/// </summary>
internal sealed class LargePrimes
{
    private const int PartBytes = 256 << 10;

    /// <summary>Above the square root of the largest prime that any window needs, 2^31.5, and a part more.</summary>
    private const uint LargestRoot = 1 << 16;

    private readonly SieveWindow _part = new(PartBytes, LargestRoot);

    /// <summary>Sieves <paramref name="window"/> by the primes from the end of the table to <paramref name="limit"/>.</summary>
    public void CrossOff(SieveWindow window, uint limit, CancellationToken cancellationToken)
    {
        var end = (limit / Wheel.Span) + 1;
        for (var at = (uint)SievingPrimes.Limit / Wheel.Span; at < end; at += PartBytes)
        {
            var length = Math.Min(PartBytes, end - at);
            var root = SievePlan.RootOf((ulong)(at + length) * Wheel.Span);
            _part.Sieve(at, (int)length, root, cancellationToken);
            CrossOff(window.Bytes, window.FirstByte * Wheel.Span, _part.Numbers);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CrossOff(Span<byte> window, ulong first, WheelNumbers primes)
    {
        var count = (ulong)window.Length * Wheel.Span;
        foreach (var prime in primes)
        {
            var factor = Math.Max((first + prime - 1) / prime, prime);
            var multiple = (factor * prime) - first;
            if (multiple < count)
            {
                CrossOff(window, multiple, prime, (uint)(factor % Wheel.Span));
            }
        }
    }

    /// <summary>The first multiple, which has no bit where its factor is off the wheel, then those by factors on the wheel.</summary>
    private static void CrossOff(Span<byte> window, ulong multiple, ulong prime, uint residue)
    {
        var count = (ulong)window.Length * Wheel.Span;
        while (multiple < count)
        {
            window[(int)(multiple / Wheel.Span)] &= (byte)~Wheel.BitOf[(int)(multiple % Wheel.Span)];
            uint gap = Wheel.GapAfter[(int)residue];
            multiple += gap * prime;
            residue = (residue + gap) % Wheel.Span;
        }
    }
}
