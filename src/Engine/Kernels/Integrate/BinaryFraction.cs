using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// A positive number as 2^k m with m in [sqrt(1/2), sqrt(2)): the start of every logarithm. Both parts are exact.
/// </summary>
internal static class BinaryFraction
{
    private const ulong RootOfHalf = 0x3FE6A09E667F3BCD;
    private const ulong One = 0x3FF0000000000000;
    private const ulong FractionBits = 0x000FFFFFFFFFFFFF;

    // 2^52 as a double, and its bits: a whole number below it, put in its low bits, becomes 2^52 more.
    private const double TwoTo52 = 4503599627370496;
    private const ulong TwoTo52Bits = 0x4330000000000000;
    // What makes a subnormal number normal.
    private const double TwoTo54 = 18014398509481984;
    private const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>k and m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Exponent, TLanes Fraction) Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var smallest = TLanes.All(SmallestNormal);
        var bias = TLanes.WhereLess(x, smallest, TLanes.All(TwoTo52 + 1023 + 54), TLanes.All(TwoTo52 + 1023));
        x = TLanes.WhereLess(x, smallest, x * TLanes.All(TwoTo54), x);

        // Taking away the exponent of sqrt(1/2) rather than of 1 moves the cut between two exponents to where |m - 1| is least.
        var bits = TLanes.AddBits(x, One - RootOfHalf);
        var exponent = TLanes.Or(TLanes.ShiftBitsRight(bits, 52), TwoTo52Bits) - bias;
        var fraction = TLanes.AddBits(TLanes.And(bits, FractionBits), RootOfHalf);
        return (exponent, fraction);
    }
}
