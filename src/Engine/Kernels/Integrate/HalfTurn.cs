using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static Vector512<double> Sine(Vector512<double> x, Vector512<double> halfTurns)
    {
        var r = Vector512.FusedMultiplyAdd(halfTurns, Vector512.Create(-Pi0), x);
        r = Vector512.FusedMultiplyAdd(halfTurns, Vector512.Create(-Pi1), r);
        r = Vector512.FusedMultiplyAdd(halfTurns, Vector512.Create(-Pi2), r);
        var square = r * r;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(C7), square, Vector512.Create(C6));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(C5));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(C4));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(C3));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(C2));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(C1));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(C0));
        return Vector512.FusedMultiplyAdd(p, square * r, r);
    }
}
