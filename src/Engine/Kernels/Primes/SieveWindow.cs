using System.Runtime.InteropServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// A window of the wheel, sieved by the primes from 7 up to a limit of the caller. Scratch memory of one slot, used again for every
/// window; what it holds after <see cref="Sieve"/> depends on the arguments alone.
/// </summary>
/// <remarks>
/// A prime p is worked in whole turns of p bytes (see <see cref="Wheel"/>). The first may start before the window and the last may
/// end behind it: margins as wide as the largest prime take what falls outside, so the inner loop has no special cases. Small primes
/// work one segment of the first-level cache after the other, the others one block of the second-level cache after the other.
/// </remarks>
internal sealed unsafe class SieveWindow
{
    private const int SegmentBytes = 32 << 10;

    private const int BlockBytes = 256 << 10;

    /// <summary>Primes up to here have several turns in a segment.</summary>
    private const uint LargestSmallPrime = 12_000;

    private readonly byte[] _memory;
    private readonly int _margin;
    private readonly PatternCursor _patterns = new();
    private readonly TurnCursor _turns;
    private int _length;

    /// <param name="capacity">Bytes of the longest window.</param>
    /// <param name="largestPrime">The largest prime that will be sieved with.</param>
    public SieveWindow(int capacity, uint largestPrime)
    {
        _margin = (int)Math.Max(largestPrime, WheelPatterns.Step);
        _memory = GC.AllocateUninitializedArray<byte>(capacity + (2 * _margin) + WheelPatterns.Step, pinned: true);
        _turns = new TurnCursor(largestPrime);
        Capacity = capacity;
    }

    public int Capacity { get; }

    /// <summary>The byte of the wheel that the window starts with.</summary>
    public ulong FirstByte { get; private set; }

    /// <summary>The window, filled up with zeros to a multiple of eight bytes.</summary>
    public Span<byte> Bytes => new(Origin, (_length + sizeof(ulong) - 1) & -sizeof(ulong));

    /// <summary>The numbers that are left.</summary>
    public WheelNumbers Numbers => new(Bytes, FirstByte);

    /// <summary>The memory is pinned, so this is the same address always; aligned, so no vector of the window spans two cache lines.</summary>
    private byte* Origin
    {
        get
        {
            var start = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, _margin);
            return (byte*)((start + WheelPatterns.Step - 1) & -WheelPatterns.Step);
        }
    }

    /// <summary>
    /// Leaves the numbers from byte <paramref name="firstByte"/> of the wheel on that are not divisible by any prime from 7 to
    /// <paramref name="limit"/> or to <see cref="WheelPatterns.LargestPrime"/>, and primes; primes beyond the table are not sieved with.
    /// </summary>
    public void Sieve(ulong firstByte, int length, uint limit, CancellationToken cancellationToken)
    {
        FirstByte = firstByte;
        _length = length;
        var window = Origin;
        var small = SievingPrimes.IndexAbove(WheelPatterns.LargestPrime);
        var medium = Math.Max(small, SievingPrimes.IndexAbove(Math.Min(limit, LargestSmallPrime)));
        var end = Math.Max(medium, SievingPrimes.IndexAbove(limit));
        _turns.Start(firstByte, small, end);
        _patterns.Start(firstByte);
        new Span<byte>(window, length).Fill(byte.MaxValue);
        for (var at = 0; at < length; at += BlockBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _turns.CrossOff(window, Math.Min(at + BlockBytes, length), medium, end);
        }

        for (var at = 0; at < length; at += SegmentBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var segmentEnd = Math.Min(at + SegmentBytes, length);
            _patterns.Apply(window + at, window + segmentEnd);
            _turns.CrossOff(window, segmentEnd, small, medium);
        }

        RestorePatternPrimes();
        new Span<byte>(window + length, Bytes.Length - length).Clear();
    }

    /// <summary>
    /// Leaves nothing below <paramref name="firstResidue"/> in the first byte, nor from <paramref name="endResidue"/> on in the last
    /// unless that is 0.
    /// </summary>
    public void Trim(int firstResidue, int endResidue)
    {
        Bytes[0] &= Wheel.From(firstResidue);
        if (endResidue != 0)
        {
            Bytes[_length - 1] &= (byte)~Wheel.From(endResidue);
        }
    }

    /// <summary>Leaves only the primes of what sieving by too few primes left.</summary>
    public void RemoveComposites(CancellationToken cancellationToken)
    {
        foreach (var number in Numbers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Primality.PassesEveryBase(number))
            {
                Bytes[(int)((number / Wheel.Span) - FirstByte)] &= (byte)~Wheel.BitOf[(int)(number % Wheel.Span)];
            }
        }
    }

    /// <summary>The patterns cross off their own primes too.</summary>
    private void RestorePatternPrimes()
    {
        foreach (var prime in SievingPrimes.All[..SievingPrimes.IndexAbove(WheelPatterns.LargestPrime)])
        {
            var at = (prime / Wheel.Span) - FirstByte;
            if (at < (ulong)_length)
            {
                Bytes[(int)at] |= Wheel.BitOf[(int)(prime % Wheel.Span)];
            }
        }
    }
}
