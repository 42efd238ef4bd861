using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>How many primes were found and, if asked for, their exact sum.</summary>
internal struct PrimeTally(bool sums)
{
    private long _count;
    private Int128 _sum;

    public readonly IntegerMoments Moments => new(_count, _sum, 0);

    public void Add(ulong prime)
    {
        _count++;
        _sum += sums ? prime : 0;
    }

    /// <summary>2, 3 and 5, which the wheel does not hold.</summary>
    public void AddOffWheel(ulong first, ulong end)
    {
        foreach (var prime in (ReadOnlySpan<byte>)[2, 3, 5])
        {
            if (first <= prime && prime < end)
            {
                Add(prime);
            }
        }
    }

    /// <summary>Everything that is left in a sieved window.</summary>
    public void Add(SieveWindow window)
    {
        if (sums)
        {
            AddSum(window.Bytes, window.FirstByte);
        }

        _count += CountOf(window.Bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long CountOf(ReadOnlySpan<byte> bytes)
    {
        var count = 0L;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>
    /// The sum is 30 times the bytes' indices, each as often as it has bits, plus the residues. With c(i) bits in byte i of n, the sum
    /// of i c(i) is n - 1 times all bits less the sums of c(0) ... c(i) over all i but the last, which takes no multiplication.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSum(ReadOnlySpan<byte> bytes, ulong firstByte)
    {
        ulong running = 0;
        ulong prefixes = 0;
        foreach (var bits in bytes)
        {
            prefixes += (uint)running;
            running += Wheel.BitsAndResidues[bits];
        }

        var count = (uint)running;
        var indices = ((ulong)(bytes.Length - 1) * count) - prefixes;
        _sum += (Wheel.Span * (((Int128)firstByte * count) + indices)) + (running >> 32);
    }
}
