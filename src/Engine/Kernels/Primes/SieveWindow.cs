using System.Runtime.InteropServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// A window of the wheel, sieved by the primes from 7 up to a limit of the caller. Scratch memory of one slot, used again for every
/// window; what it holds after <see cref="Sieve"/> depends on the arguments alone.
/// </summary>
/// <remarks>
/// A prime p is worked in whole turns of p bytes (see <see cref="Wheel"/>). The first may start before the window and the last may
/// end behind it: margins as wide as the largest prime take what falls outside, so the inner loop has no special cases. Small primes
/// work one segment of the first-level cache after the other, larger ones larger parts.
/// </remarks>
internal sealed unsafe class SieveWindow
{
    /// <summary>Two thirds of a first-level data cache: a segment and the positions of its primes stay there.</summary>
    private const int SegmentBytes = 32 << 10;

    /// <summary>A quarter of a second-level cache.</summary>
    private const int BlockBytes = 256 << 10;

    /// <summary>A second-level cache; also bounds the time between two looks at the cancellation token.</summary>
    private const int StretchBytes = 1 << 20;

    /// <summary>Primes up to here have at least two or three turns in a segment ...</summary>
    private const uint LargestOfSegments = 12_000;

    /// <summary>... and up to here in a block. Fewer, and going through the primes costs more than the slower cache.</summary>
    private const uint LargestOfBlocks = 120_000;

    private readonly byte[] _memory;
    private readonly int _start;
    private readonly PatternCursor _patterns = new();
    private readonly TurnCursor _turns;
    private int _length;

    /// <param name="capacity">Bytes of the longest window.</param>
    /// <param name="largestPrime">The largest prime that will be sieved with.</param>
    public SieveWindow(int capacity, uint largestPrime)
    {
        var margin = (int)Math.Max(largestPrime, WheelPatterns.Step);
        _memory = GC.AllocateUninitializedArray<byte>(capacity + (2 * margin) + WheelPatterns.Step, pinned: true);
        _start = margin + (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_memory, margin) & (WheelPatterns.Step - 1));
        _turns = new TurnCursor(largestPrime);
        Capacity = capacity;
    }

    public int Capacity { get; }

    /// <summary>The byte of the wheel that the window starts with.</summary>
    public ulong FirstByte { get; private set; }

    /// <summary>The window, filled up with zeros to a multiple of eight bytes.</summary>
    public Span<byte> Bytes => _memory.AsSpan(_start, (_length + sizeof(ulong) - 1) & -sizeof(ulong));

    /// <summary>The numbers that are left.</summary>
    public WheelNumbers Numbers => new(Bytes, FirstByte);

    /// <summary>
    /// The memory is pinned, so this is the same address always; it is aligned, so no vector of the window spans two cache lines.
    /// </summary>
    private byte* Origin => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, _start);

    /// <summary>
    /// Leaves the numbers from byte <paramref name="firstByte"/> of the wheel on that are not divisible by any prime from 7 to
    /// <paramref name="limit"/> or to <see cref="WheelPatterns.LargestPrime"/>, and primes; primes beyond the table are not sieved with.
    /// </summary>
    public void Sieve(ulong firstByte, int length, uint limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Capacity);
        FirstByte = firstByte;
        _length = length;
        Bytes.Fill(byte.MaxValue);
        var patterns = SievingPrimes.IndexAbove(WheelPatterns.LargestPrime);
        var segments = Math.Max(patterns, SievingPrimes.IndexAbove(Math.Min(limit, LargestOfSegments)));
        var blocks = Math.Max(segments, SievingPrimes.IndexAbove(Math.Min(limit, LargestOfBlocks)));
        var stretches = Math.Max(blocks, SievingPrimes.IndexAbove(limit));
        _turns.Start(firstByte, patterns, stretches);
        _patterns.Start(firstByte);
        CrossOff(StretchBytes, blocks, stretches, cancellationToken);
        CrossOff(BlockBytes, segments, blocks, cancellationToken);
        ApplyPatternsAndCrossOff(patterns, segments, cancellationToken);
        RestorePatternPrimes();
        Bytes[length..].Clear();
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

    /// <summary>Takes the primes of these indices through the window, a part of so many bytes after the other.</summary>
    private void CrossOff(int partBytes, int from, int to, CancellationToken cancellationToken)
    {
        for (var at = 0; at < _length && from < to; at += partBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _turns.CrossOff(Origin, Math.Min(at + partBytes, _length), from, to);
        }
    }

    private void ApplyPatternsAndCrossOff(int from, int to, CancellationToken cancellationToken)
    {
        for (var at = 0; at < _length; at += SegmentBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = Math.Min(at + SegmentBytes, _length);
            _patterns.Apply(Origin + at, Origin + end);
            _turns.CrossOff(Origin, end, from, to);
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
