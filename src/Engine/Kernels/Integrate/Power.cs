using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x)
    {
        var size = Vector512.Abs(x);
        var factor = Vector512.Create(_exponent);
        var (log, logRest) = LogarithmPair(size);
        var product = factor * log;
        var productRest = Vector512.FusedMultiplyAdd(factor, logRest, Vector512.FusedMultiplyAdd(factor, log, -product));
        var power = Exponential.OfSum(product, productRest);
        power = Vector512.ConditionalSelect(Vector512.Equals(size, Vector512<double>.Zero), Vector512<double>.Zero, power);
        return (power.AsUInt64() | (x.AsUInt64() & Vector512.Create(_oddSign))).AsDouble();
    }

    /// <summary>ln x as the unevaluated sum of two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Log, Vector512<double> Remainder) LogarithmPair(Vector512<double> x)
    {
        var number = new BinaryFraction(x);
        var (k, m) = (number.Exponent, number.Fraction);
        var one = Vector512.Create(1.0);

        // s = (m-1)/(m+1) with its rest: the divisor is m+1 = divisor + divisorRest, and the remainder of the division is exact.
        var f = m - one;
        var divisor = m + one;
        var divisorRest = m - (divisor - one);
        var s = f / divisor;
        var remainder = Vector512.FusedMultiplyAdd(-s, divisorRest, Vector512.FusedMultiplyAdd(-s, divisor, f));
        var sRest = remainder / divisor;

        var leading = s + s;
        var following = Vector512.FusedMultiplyAdd(s, ArcTangentSeries.Of(s * s), sRest + sRest);

        // |k ln 2| is 0 or the larger, so the rounding error of the sum is one difference away.
        var whole = k * Vector512.Create(LogarithmOfTwo0);
        var sum = whole + leading;
        var rest = (leading - (sum - whole)) + Vector512.FusedMultiplyAdd(k, Vector512.Create(LogarithmOfTwo1), following);
        var log = sum + rest;
        return (log, rest - (log - sum));
    }
}
