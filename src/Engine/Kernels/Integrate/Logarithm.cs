using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

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
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (k, m) = BinaryFraction.Of(x);
        var f = m - TLanes.All(1.0);
        var s = f / (f + TLanes.All(2.0));
        var bend = s * (f - ArcTangentSeries.Of(s * s));
        var small = TLanes.FusedMultiplyAdd(k, TLanes.All(LogarithmOfTwo1), -bend);
        return TLanes.FusedMultiplyAdd(k, TLanes.All(LogarithmOfTwo0), f + small);
    }
}
