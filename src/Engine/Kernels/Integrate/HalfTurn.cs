using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>What sine and cosine share: the reduction by multiples of pi, and the sine within half a turn.</summary>
internal static class HalfTurn
{
    public const double PerRadian = 0.3183098861837907;

    /// <summary>The largest |x|: up to here the product of a multiple with the first part of pi cancels without rounding.</summary>
    public const double Reach = 1 << 20;

    // Pi in three parts of 53 bits (Cody and Waite; the fused multiply-add does without parts of few bits).
    private const double Pi0 = 3.141592653589793;
    private const double Pi1 = 1.2246467991473532e-16;
    private const double Pi2 = -2.9947698097183397e-33;

    // (sin r - r) / r^3 as a polynomial in r^2 for |r| up to pi/2: minimax by Remez exchange in 260 bits; with these rounded
    // coefficients the sine is within 2^-57 of its value.
    private const double C0 = -0.16666666666666666;
    private const double C1 = 0.008333333333333194;
    private const double C2 = -0.00019841269841209175;
    private const double C3 = 2.755731921112912e-06;
    private const double C4 = -2.5052106872029964e-08;
    private const double C5 = 1.6058939665929934e-10;
    private const double C6 = -7.642990421891314e-13;
    private const double C7 = 2.721163456308786e-15;

    /// <summary>sin(x - <paramref name="halfTurns"/> pi), where that difference is at most pi/2 in size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sine<TLanes>(TLanes x, TLanes halfTurns)
        where TLanes : struct, ILanes<TLanes>
    {
        var r = TLanes.FusedMultiplyAdd(halfTurns, TLanes.All(-Pi0), x);
        r = TLanes.FusedMultiplyAdd(halfTurns, TLanes.All(-Pi1), r);
        r = TLanes.FusedMultiplyAdd(halfTurns, TLanes.All(-Pi2), r);
        var square = r * r;
        var p = TLanes.FusedMultiplyAdd(TLanes.All(C7), square, TLanes.All(C6));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C5));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C4));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C3));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C2));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C1));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.All(C0));
        return TLanes.FusedMultiplyAdd(p, square * r, r);
    }
}
