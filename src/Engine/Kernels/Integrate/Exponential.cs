using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>exp x = 2^n exp r, with n the whole number nearest to x / ln 2 and r = x - n ln 2. Infinity past 709.78, 0 below -745.13.</summary>
internal readonly struct Exponential : IIntegrand
{
    // Beyond these the result is infinite or zero in any case; within them the scale 2^n is a product of two doubles.
    private const double Lowest = -746;
    private const double Highest = 710;

    private const double PerLogarithmOfTwo = 1.4426950408889634;
    private const double LogarithmOfTwo0 = 0.6931471805599453;
    private const double LogarithmOfTwo1 = 2.3190468138462996e-17;

    // (exp r - 1 - r) / r^2 as a polynomial in r for |r| up to ln(2)/2: minimax by Remez exchange in 260 bits; with these rounded
    // coefficients the exponential is within 2^-60 of its value.
    private const double C0 = 0.5;
    private const double C1 = 0.16666666666666682;
    private const double C2 = 0.041666666666666095;
    private const double C3 = 0.00833333333331701;
    private const double C4 = 0.001388888888911601;
    private const double C5 = 0.00019841269896447505;
    private const double C6 = 2.4801586926136695e-05;
    private const double C7 = 2.755723479707096e-06;
    private const double C8 = 2.755758210354488e-07;
    private const double C9 = 2.5112059837629306e-08;
    private const double C10 = 2.0826591694480147e-09;

    public double Of(double x) => Math.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        OfSum(x, TLanes.All(0));

    /// <summary>exp(x + small), where small is at most a few units in the last place of x: for arguments known beyond a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes OfSum<TLanes>(TLanes x, TLanes small)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Smaller(TLanes.Larger(x, TLanes.All(Lowest)), TLanes.All(Highest));
        var shifted = WholeNumber.ShiftedProduct(x, TLanes.All(PerLogarithmOfTwo));
        var n = WholeNumber.Value(shifted);
        var r = TLanes.FusedMultiplyAdd(n, TLanes.All(-LogarithmOfTwo0), x);
        r = TLanes.FusedMultiplyAdd(n, TLanes.All(-LogarithmOfTwo1), r) + small;
        var p = TLanes.FusedMultiplyAdd(TLanes.All(C10), r, TLanes.All(C9));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C8));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C7));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C6));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C5));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C4));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C3));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C2));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C1));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.All(C0));
        var power = TLanes.FusedMultiplyAdd(r * r, p, r) + TLanes.All(1.0);

        // n reaches past the exponents of a double, its halves do not; only the last product can round, where the result is subnormal.
        var half = TLanes.ShiftHalvesRight(shifted, 1);
        return power * WholeNumber.PowerOfTwo(half) * WholeNumber.PowerOfTwo(TLanes.SubtractBits(shifted, half));
    }
}
