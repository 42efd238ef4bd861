using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Pi;

/// <summary>
/// Sums terms of 4/(1+x^2), x = (i - 1/2)/n, as 4 n^2 times the sum of 1/(n^2 + (i - 1/2)^2): one multiplication a leaf.
/// </summary>
/// <remarks>
/// Error, with u = 2^-53: a denominator is off by at most 2.5 u (the square of n, the place above 2^52, the fused multiply-add), the
/// shared division by 8 u more, and each of the longest chain of additions by u. <see cref="ErrorBound"/> is the sum.
/// </remarks>
internal sealed class PiLeaf(long terms) : ILeafKernel
{
    private readonly double _squaredTerms = (double)terms * terms;

    public ResultScale Scale { get; } = new(1, terms);

    /// <summary>The definition of a term, and the oracle of the vector path; off by at most 3 u itself.</summary>
    public static double Term(long item, long terms)
    {
        var x = (item - 0.5) / terms;
        return 4 / (1 + x * x);
    }

    /// <summary>The largest relative error of the sum of a leaf of <paramref name="count"/> items.</summary>
    public static double ErrorBound(long count) =>
        (LeafSum.Block / PiSummand.ItemsPerTurn + count / LeafSum.Block + 24) * Math.ScaleB(1, -53);

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken) =>
        partial.AddSum(4 * _squaredTerms * LeafSum.Of(new PiSummand(_squaredTerms), first, count, cancellationToken));
}
