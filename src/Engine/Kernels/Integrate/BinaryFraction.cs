using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// A positive number as 2^k m with m in [sqrt(1/2), sqrt(2)): the start of every logarithm. Both parts are exact.
/// </summary>
internal readonly ref struct BinaryFraction
{
    private const ulong RootOfHalf = 0x3FE6A09E667F3BCD;
    private const ulong One = 0x3FF0000000000000;
    private const ulong FractionBits = 0x000FFFFFFFFFFFFF;

    // 2^52 as a double, and its bits: a whole number below it, put in its low bits, becomes 2^52 more.
    private const double TwoTo52 = 4503599627370496;
    private const ulong TwoTo52Bits = 0x4330000000000000;
    private const double SmallestNormal = 2.2250738585072014E-308;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BinaryFraction(Vector512<double> x)
    {
        var isSubnormal = Vector512.LessThan(x, Vector512.Create(SmallestNormal));
        x = Vector512.ConditionalSelect(isSubnormal, x * Vector512.Create(18014398509481984.0), x);
        var bias = Vector512.ConditionalSelect(isSubnormal, Vector512.Create(TwoTo52 + 1023 + 54), Vector512.Create(TwoTo52 + 1023));

        // Taking away the exponent of sqrt(1/2) rather than of 1 moves the cut between two exponents to where |m - 1| is least.
        var bits = x.AsUInt64() + Vector512.Create(One - RootOfHalf);
        Exponent = ((bits >>> 52) | Vector512.Create(TwoTo52Bits)).AsDouble() - bias;
        Fraction = ((bits & Vector512.Create(FractionBits)) + Vector512.Create(RootOfHalf)).AsDouble();
    }

    /// <summary>k.</summary>
    public Vector512<double> Exponent { get; }

    /// <summary>m.</summary>
    public Vector512<double> Fraction { get; }
}
