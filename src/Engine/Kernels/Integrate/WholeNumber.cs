using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// Rounding to a whole number by adding 1.5 x 2^52, whose last bit is 1: after the addition the low bits hold the number in two's
/// complement. Every processor has it, unlike the conversion of doubles to 64-bit integers. For numbers below 2^51.
/// </summary>
internal static class WholeNumber
{
    private const double Shift = 6755399441055744;

    /// <summary>The number x rounded half-even, still shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Shifted(Vector512<double> x) => x + Vector512.Create(Shift);

    /// <summary>The number x * factor rounded half-even from the exact product, still shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ShiftedProduct(Vector512<double> x, Vector512<double> factor) =>
        Vector512.FusedMultiplyAdd(x, factor, Vector512.Create(Shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Value(Vector512<double> shifted) => shifted - Vector512.Create(Shift);

    /// <summary>The sign bit set where the number is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> SignWhereOdd(Vector512<double> shifted) => shifted.AsUInt64() << 63;

    /// <summary>
    /// Two numbers of about the same size whose sum is the number, which is below 2^11 in size; only their low 12 bits count.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> Half, Vector512<ulong> Other) Halves(Vector512<double> shifted)
    {
        var half = (shifted.AsInt32() >> 1).AsUInt64();
        return (half, shifted.AsUInt64() - half);
    }

    /// <summary>Two to the power of the number in the low 12 bits, which lies in [-1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> PowerOfTwo(Vector512<ulong> number) =>
        ((number + Vector512.Create(1023UL)) << 52).AsDouble();
}
