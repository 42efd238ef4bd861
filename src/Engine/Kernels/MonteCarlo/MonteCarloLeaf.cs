using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.MonteCarlo;

/// <summary>
/// Counts the darts that hit, in whole numbers throughout. Items 2c and 2c+1 share the four words that Philox draws for the counter c
/// (an item's 64 bits taken as they are, so negative items work) and the seed as the key: the even item takes the first two, the odd
/// one the last two.
/// </summary>
/// <remarks>
/// The words v and w are the point ((v + 1/2) / 2^32, (w + 1/2) / 2^32). It lies inside the circle when
/// (2v+1)^2 + (2w+1)^2 &lt; 2^66, that is when v(v+1) + w(w+1) &lt; 2^64: when the sum of two 64-bit words has no carry.
/// The grid of 2^64 points differs from the circle by less than 2^-40, beyond the reach of any number of darts.
/// </remarks>
internal sealed class MonteCarloLeaf(ulong seed) : ILeafKernel
{
    /// <summary>Eight lanes of two darts.</summary>
    private const int Group = 16;

    /// <summary>Items between two looks at the token.</summary>
    private const int Block = 1 << 16;

    private readonly uint _key0 = (uint)seed;
    private readonly uint _key1 = (uint)(seed >> 32);

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        Int128 hits = 0;
        for (var done = 0L; done < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = Math.Min(count - done, Block);
            hits += Hits(first + done, (int)block);
            done += block;
        }

        partial.AddMoments(new IntegerMoments(count, 4 * hits, 16 * hits));
    }

    /// <summary>Whether one dart hits: the definition.</summary>
    public bool IsHit(long item)
    {
        var counter = (ulong)item >> 1;
        var words = Philox4x32.Draw(new((uint)counter, (uint)(counter >> 32), 0, 0), _key0, _key1);
        return long.IsEvenInteger(item) ? IsInside(words.W0, words.W1) : IsInside(words.W2, words.W3);
    }

    private static bool IsInside(ulong v, ulong w) => v * (v + 1) <= ~(w * (w + 1));

    private long Hits(long first, int count)
    {
        var hits = 0L;
        if (count > 0 && long.IsOddInteger(first))
        {
            hits += IsHit(first) ? 1 : 0;
            first++;
            count--;
        }

        hits += HitsOfPairs((ulong)first >> 1, count / Group);
        for (var i = count / Group * Group; i < count; i++)
        {
            hits += IsHit(first + i) ? 1 : 0;
        }

        return hits;
    }

    /// <summary>The hits of the <paramref name="groups"/> groups of items from twice <paramref name="counter"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long HitsOfPairs(ulong counter, int groups)
    {
        var counters = Vector512.Create(counter) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        var key0 = Vector512.Create((ulong)_key0);
        var key1 = Vector512.Create((ulong)_key1);
        var hits = Vector512<ulong>.Zero;
        for (; groups > 0; groups--)
        {
            var words = Philox4x32Lanes.Draw(counters, key0, key1);
            hits -= Inside(words.W0, words.W1);
            hits -= Inside(words.W2, words.W3);
            counters += Vector512.Create(8UL);
        }

        return (long)Vector512.Sum(hits);
    }

    /// <summary>All bits of a lane where the dart of its low halves is inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Inside(Vector512<ulong> v, Vector512<ulong> w) =>
        Vector512.LessThanOrEqual(Oblong(v), ~Oblong(w));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Oblong(Vector512<ulong> word) =>
        Philox4x32Lanes.LowProduct(word, word) + (word & Vector512.Create((ulong)uint.MaxValue));
}
