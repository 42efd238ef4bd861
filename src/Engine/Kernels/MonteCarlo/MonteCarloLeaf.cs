using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ParallelJobs.Engine.Kernels.Lanes;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.MonteCarlo;

/// <summary>
/// Counts the darts that hit, in whole numbers throughout. Items 2c and 2c+1 share the four words that Philox draws for the counter c
/// (below 0 in two's complement) and the seed as the key: the even item takes the first two, the odd one the last two.
/// </summary>
/// <remarks>
/// The words v and w are the point ((v + 1/2) / 2^32, (w + 1/2) / 2^32). It lies inside the circle when
/// (2v+1)^2 + (2w+1)^2 &lt; 2^66, that is when v(v+1) + w(w+1) &lt; 2^64: when the sum of two 64-bit words has no carry.
/// The grid of 2^64 points differs from the circle by less than 2^-40, beyond the reach of any number of darts.
/// </remarks>
internal sealed class MonteCarloLeaf(ulong seed) : ILeafKernel
{
    /// <summary>Two darts a lane, in eight lanes, the most that there are.</summary>
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
        var counter = (ulong)(item >> 1);
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

        hits += HitsOfGroups((ulong)(first >> 1), count / Group);
        for (var i = count / Group * Group; i < count; i++)
        {
            hits += IsHit(first + i) ? 1 : 0;
        }

        return hits;
    }

    private long HitsOfGroups(ulong counter, int groups) =>
        Vector512.IsHardwareAccelerated ? HitsOfGroups<WordLanes512>(counter, groups)
        : Vector256.IsHardwareAccelerated ? HitsOfGroups<WordLanes256>(counter, groups)
        : HitsOfGroups<WordLanes128>(counter, groups);

    /// <summary>The hits of the groups of 16 items from twice <paramref name="counter"/> on, in registers of a chosen width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long HitsOfGroups<TWords>(ulong counter, int groups)
        where TWords : struct, IWordLanes<TWords>
    {
        var counters = TWords.All(counter) + TWords.Numbers;
        var key0 = TWords.All(_key0);
        var key1 = TWords.All(_key1);
        var hits = TWords.All(0);
        for (var turns = groups * Group / (2 * TWords.Count); turns > 0; turns--)
        {
            var words = Philox4x32Lanes<TWords>.Draw(counters, key0, key1);
            hits += TWords.IsAtMost(Oblong(words.W0), ~Oblong(words.W1));
            hits += TWords.IsAtMost(Oblong(words.W2), ~Oblong(words.W3));
            counters += TWords.All((ulong)TWords.Count);
        }

        return (long)hits.Total;
    }

    /// <summary>w(w+1) of the low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWords Oblong<TWords>(TWords word)
        where TWords : struct, IWordLanes<TWords> =>
        TWords.LowProduct(word, word) + (word & TWords.All(uint.MaxValue));
}
