using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

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
    public static TLanes Shifted<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        x + TLanes.All(Shift);

    /// <summary>The number x * factor rounded half-even from the exact product, still shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ShiftedProduct<TLanes>(TLanes x, TLanes factor)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.FusedMultiplyAdd(x, factor, TLanes.All(Shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes shifted)
        where TLanes : struct, ILanes<TLanes> =>
        shifted - TLanes.All(Shift);

    /// <summary>The sign bit set where the number is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SignWhereOdd<TLanes>(TLanes shifted)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.ShiftBitsLeft(shifted, 63);

    /// <summary>Two to the power of the number in the low 12 bits, which lies in [-1022, 1023]; the bits above do not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes PowerOfTwo<TLanes>(TLanes number)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.ShiftBitsLeft(TLanes.AddBits(number, 1023), 52);
}
