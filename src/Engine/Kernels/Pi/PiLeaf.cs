using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Pi;

/// <summary>
/// Sums terms of 4/(1+x^2). With k = i - 1/2 and n terms, a term is 4n^2 / (n^2 + k^2): the vector path computes the denominator
/// d = fma(k, k, n^2) of every item, lets four of them share one division, and multiplies by 4n^2 once a leaf:
/// <code>1/d0 + 1/d1 + 1/d2 + 1/d3 = ((d0 + d1) d2 d3 + (d2 + d3) d0 d1) / (d0 d1 d2 d3)</code>
/// </summary>
/// <remarks>
/// Range: n is at most 2^53, so d is at most 2^107 and the shared denominator at most 2^428.
/// Error, with u = 2^-53: k is exact below 2^52 and rounded half-even above; d is off by at most 2.5 u, the quotient by 8 u more,
/// the adding by the longest chain of additions. So a leaf is within <see cref="ErrorBound"/> of the exact sum of its terms.
/// </remarks>
internal sealed class PiLeaf(long terms) : ILeafKernel
{
    private const int Lanes = 8;

    /// <summary>Items of four vectors, which share a division.</summary>
    private const int Group = 4 * Lanes;

    /// <summary>Items between two looks at the token, and the reach of the inner accumulators, which keeps the chains short.</summary>
    private const int Block = 1 << 14;

    private readonly double _squaredTerms = (double)terms * terms;

    public ResultScale Scale { get; } = new(1, terms);

    /// <summary>The definition of a term, and the oracle of the vector path. Off by at most 3 u.</summary>
    public static double Term(long item, long terms)
    {
        var x = (item - 0.5) / terms;
        return 4 / (1 + x * x);
    }

    /// <summary>The largest relative error of the sum of a leaf of <paramref name="count"/> items.</summary>
    public static double ErrorBound(long count) => (Block / Group / 4 + count / Block + 48) * Math.ScaleB(1, -53);

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        var reciprocals = Vector512<double>.Zero;
        var item = first;
        var end = first + count;
        for (; end - item >= Block; item += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reciprocals += Reciprocals(item, Block / Group, _squaredTerms);
        }

        var groups = (int)((end - item) / Group);
        reciprocals += Reciprocals(item, groups, _squaredTerms);
        item += groups * Group;
        var tail = 0.0;
        for (; item < end; item++)
        {
            tail += Term(item, terms);
        }

        partial.AddSum(Math.FusedMultiplyAdd(LaneSum.Of(reciprocals), 4 * _squaredTerms, tail));
    }

    /// <summary>The sum of 1/(n^2 + k^2) over <paramref name="groups"/> groups of items from <paramref name="first"/> on, by lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> Reciprocals(long first, int groups, double squaredTerms)
    {
        var square = Vector512.Create(squaredTerms);
        var k = Vector512.Create((double)first) + Vector512.Create(-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5);
        var group = Vector512.Create((double)Group);
        var sum0 = Vector512<double>.Zero;
        var sum1 = Vector512<double>.Zero;
        var sum2 = Vector512<double>.Zero;
        var sum3 = Vector512<double>.Zero;
        for (; groups >= 4; groups -= 4)
        {
            sum0 += FourReciprocals(k, square);
            k += group;
            sum1 += FourReciprocals(k, square);
            k += group;
            sum2 += FourReciprocals(k, square);
            k += group;
            sum3 += FourReciprocals(k, square);
            k += group;
        }

        for (; groups > 0; groups--)
        {
            sum0 += FourReciprocals(k, square);
            k += group;
        }

        return (sum0 + sum1) + (sum2 + sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FourReciprocals(Vector512<double> k0, Vector512<double> square)
    {
        var k1 = k0 + Vector512.Create(1.0 * Lanes);
        var k2 = k0 + Vector512.Create(2.0 * Lanes);
        var k3 = k0 + Vector512.Create(3.0 * Lanes);
        var d0 = Vector512.FusedMultiplyAdd(k0, k0, square);
        var d1 = Vector512.FusedMultiplyAdd(k1, k1, square);
        var d2 = Vector512.FusedMultiplyAdd(k2, k2, square);
        var d3 = Vector512.FusedMultiplyAdd(k3, k3, square);
        var d01 = d0 * d1;
        var d23 = d2 * d3;
        return Vector512.FusedMultiplyAdd(d0 + d1, d23, (d2 + d3) * d01) / (d01 * d23);
    }
}
