using System.Runtime.Intrinsics;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels;

/// <summary>
/// The sum of a leaf as one double, in an order that depends on the leaf alone. There are 32 virtual lanes, whatever the processor
/// has: a register takes as many at once as it is wide, and the leaf is gone through until all 32 are done. Blocks keep the chains of
/// additions short; the lanes are folded by halves, here, since the library's sum of a vector leaves the order open.
/// </summary>
internal static class LeafSum
{
    /// <summary>Virtual lanes.</summary>
    public const int Lanes = 32;

    /// <summary>Items between two looks at the token, and the reach of the inner sums.</summary>
    public const int Block = 1 << 15;

    /// <summary>0, 1, 2 … : the number of each lane.</summary>
    public static ReadOnlySpan<double> Numbers =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    ];

    public static double Of<TSummand>(in TSummand summand, long first, long count, CancellationToken cancellationToken)
        where TSummand : struct, ISummand =>
        Vector512.IsHardwareAccelerated ? Of<TSummand, Lanes512>(summand, first, count, cancellationToken)
        : Vector256.IsHardwareAccelerated ? Of<TSummand, Lanes256>(summand, first, count, cancellationToken)
        : Of<TSummand, Lanes128>(summand, first, count, cancellationToken);

    /// <summary>The sum in registers of a chosen width; the bits are the same for each.</summary>
    public static double Of<TSummand, TLanes>(in TSummand summand, long first, long count, CancellationToken cancellationToken)
        where TSummand : struct, ISummand
        where TLanes : struct, ILanes<TLanes>
    {
        Span<double> sums = stackalloc double[Lanes];
        sums.Clear();
        var item = first;
        var end = first + count;
        for (; end - item >= Block; item += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add<TSummand, TLanes>(sums, summand, item, Block / TSummand.ItemsPerTurn);
        }

        var turns = (int)(end - item) / TSummand.ItemsPerTurn;
        Add<TSummand, TLanes>(sums, summand, item, turns);
        item += turns * TSummand.ItemsPerTurn;
        for (var lane = 0; lane < Lanes; lane += TLanes.Count)
        {
            var some = sums[lane..];
            (TLanes.Load(some) + summand.SumOfRest<TLanes>(item + lane, (int)(end - item) - lane)).Store(some);
        }

        return Fold(sums);
    }

    private static void Add<TSummand, TLanes>(Span<double> sums, in TSummand summand, long first, int turns)
        where TSummand : struct, ISummand
        where TLanes : struct, ILanes<TLanes>
    {
        for (var lane = 0; lane < Lanes; lane += TLanes.Count)
        {
            var some = sums[lane..];
            (TLanes.Load(some) + summand.Sum<TLanes>(first + lane, turns)).Store(some);
        }
    }

    private static double Fold(Span<double> sums)
    {
        for (var half = Lanes / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                sums[lane] += sums[lane + half];
            }
        }

        return sums[0];
    }
}
