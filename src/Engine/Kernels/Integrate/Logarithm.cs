using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// ln x = k ln 2 + ln(1+f) for x = 2^k (1+f). With s = f/(2+f) and R = 2 artanh(s)/s - 2, ln(1+f) = f - s (f - R): the first term is
/// exact and the second small, so little is lost.
/// </summary>
internal readonly struct Logarithm : IIntegrand
{
    private const double LogarithmOfTwo0 = 0.6931471805599453;
    private const double LogarithmOfTwo1 = 2.3190468138462996e-17;

    public double Of(double x) => Math.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x)
    {
        var number = new BinaryFraction(x);
        var f = number.Fraction - Vector512.Create(1.0);
        var s = f / (f + Vector512.Create(2.0));
        var bend = s * (f - ArcTangentSeries.Of(s * s));
        var small = Vector512.FusedMultiplyAdd(number.Exponent, Vector512.Create(LogarithmOfTwo1), -bend);
        return Vector512.FusedMultiplyAdd(number.Exponent, Vector512.Create(LogarithmOfTwo0), f + small);
    }
}
