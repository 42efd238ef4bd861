using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// ln m = 2 artanh s with s = (m-1)/(m+1), for m in [sqrt(1/2), sqrt(2)): here the part that is left of 2 artanh(s)/s after 2.
/// </summary>
internal static class ArcTangentSeries
{
    // (2 artanh s - 2 s) / s^3 as a polynomial in s^2 for |s| up to 0.1716: minimax by Remez exchange in 260 bits; with these
    // rounded coefficients the logarithm is within 2^-61 of its value.
    private const double C0 = 0.6666666666666666;
    private const double C1 = 0.40000000000006225;
    private const double C2 = 0.2857142856909284;
    private const double C3 = 0.22222222645812226;
    private const double C4 = 0.1818177574003087;
    private const double C5 = 0.15387087658562698;
    private const double C6 = 0.13250184899992123;
    private const double C7 = 0.1325074667666523;

    /// <summary>2 artanh(s)/s - 2, of the square of s.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of<TLanes>(TLanes square)
        where TLanes : struct, ILanes<TLanes>
    {
        var p = TLanes.FusedMultiplyAdd(TLanes.All(C7), square, TLanes.All(C6));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C5));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C4));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C3));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C2));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C1));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C0));
        return p * square;
    }
}
