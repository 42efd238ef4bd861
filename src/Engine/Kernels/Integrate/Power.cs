using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// x to any power, as exp(exponent ln |x|) with the logarithm to about 2^-60 and the product exact, since the exponential makes an
/// absolute error of its argument a relative one of the result. Below 0 the exponent is whole; 0 to a positive power is 0.
/// </summary>
internal readonly struct Power(double exponent) : IIntegrand
{
    // ln 2 in a part of 42 bits, whose product with an exponent of two is exact, and the rest.
    private const double LogarithmOfTwo0 = 0.6931471805598903;
    private const double LogarithmOfTwo1 = 5.497923018708371e-14;

    private readonly double _exponent = exponent;
    private readonly ulong _oddSign = double.IsOddInteger(exponent) ? 1UL << 63 : 0;

    public double Of(double x) => Math.Pow(x, _exponent);

    /// <remarks>Not inlined: with all it calls it passes what the compiler is willing to inline into one loop.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var size = TLanes.Absolute(x);
        var factor = TLanes.All(_exponent);
        var (log, logRest) = LogarithmPair(size);
        var product = factor * log;
        var productRest = TLanes.FusedMultiplyAdd(factor, logRest, TLanes.FusedMultiplyAdd(factor, log, -product));
        var power = Exponential.OfSum(product, productRest);
        power = TLanes.WhereLess(TLanes.All(0), size, power, TLanes.All(0));
        return TLanes.ExclusiveOr(power, TLanes.And(x, _oddSign));
    }

    /// <summary>ln x as the unevaluated sum of two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Log, TLanes Remainder) LogarithmPair<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (k, m) = BinaryFraction.Of(x);
        var one = TLanes.All(1.0);

        // s = (m-1)/(m+1) with its rest: the divisor is m+1 = divisor + divisorRest, and the remainder of the division is exact.
        var f = m - one;
        var divisor = m + one;
        var divisorRest = m - (divisor - one);
        var s = f / divisor;
        var remainder = TLanes.FusedMultiplyAdd(-s, divisorRest, TLanes.FusedMultiplyAdd(-s, divisor, f));
        var sRest = remainder / divisor;

        var leading = s + s;
        var following = TLanes.FusedMultiplyAdd(s, ArcTangentSeries.Of(s * s), sRest + sRest);

        // |k ln 2| is 0 or the larger, so the rounding error of the sum is one difference away.
        var whole = k * TLanes.All(LogarithmOfTwo0);
        var sum = whole + leading;
        var rest = (leading - (sum - whole)) + TLanes.FusedMultiplyAdd(k, TLanes.All(LogarithmOfTwo1), following);
        var log = sum + rest;
        return (log, rest - (log - sum));
    }
}
