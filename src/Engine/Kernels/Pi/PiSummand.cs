using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Pi;

/// <summary>
/// The sum of 1/(n^2 + k^2), k = i - 1/2: terms of pi but for the factor 4 n^2. The denominator of every item is computed,
/// d = fma(k, k, n^2), and four of them share one division:
/// <code>1/d0 + 1/d1 + 1/d2 + 1/d3 = ((d0 + d1) d2 d3 + (d2 + d3) d0 d1) / (d0 d1 d2 d3)</code>
/// </summary>
/// <remarks>n is at most 2^53, so d is at most 2^107 and the shared denominator at most 2^428: no exponent is in danger.</remarks>
internal readonly struct PiSummand(double squaredTerms) : ISummand
{
    private readonly double _squaredTerms = squaredTerms;

    public static int ItemsPerTurn => 4 * LeafSum.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TLanes Sum<TLanes>(long first, int turns)
        where TLanes : struct, ILanes<TLanes>
    {
        var square = TLanes.All(_squaredTerms);
        var k = FirstPlaces<TLanes>(first);
        var sum = TLanes.All(0);
        for (; turns > 0; turns--)
        {
            var k1 = k + TLanes.All(1.0 * LeafSum.Lanes);
            var k2 = k + TLanes.All(2.0 * LeafSum.Lanes);
            var k3 = k + TLanes.All(3.0 * LeafSum.Lanes);
            var d0 = TLanes.FusedMultiplyAdd(k, k, square);
            var d1 = TLanes.FusedMultiplyAdd(k1, k1, square);
            var d2 = TLanes.FusedMultiplyAdd(k2, k2, square);
            var d3 = TLanes.FusedMultiplyAdd(k3, k3, square);
            var d01 = d0 * d1;
            var d23 = d2 * d3;
            sum += TLanes.FusedMultiplyAdd(d0 + d1, d23, (d2 + d3) * d01) / (d01 * d23);
            k += TLanes.All(4.0 * LeafSum.Lanes);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TLanes SumOfRest<TLanes>(long first, int left)
        where TLanes : struct, ILanes<TLanes>
    {
        var square = TLanes.All(_squaredTerms);
        var sum = TLanes.All(0);
        for (; left > 0; left -= LeafSum.Lanes)
        {
            var k = FirstPlaces<TLanes>(first);
            var reciprocal = TLanes.All(1) / TLanes.FusedMultiplyAdd(k, k, square);
            sum += TLanes.WhereLess(TLanes.Load(LeafSum.Numbers), TLanes.All(left), reciprocal, TLanes.All(0));
            first += LeafSum.Lanes;
        }

        return sum;
    }

    /// <summary>k of the first items. Exact below 2^52; above, i - 1/2 is rounded half-even, and adding whole numbers is exact again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes FirstPlaces<TLanes>(long first)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.All(first) + (TLanes.Load(LeafSum.Numbers) - TLanes.All(0.5));
}
