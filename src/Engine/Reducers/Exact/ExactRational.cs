using System.Numerics;

namespace ParallelJobs.Engine.Reducers.Exact;

/// <summary>Rounds exact fractions to doubles: once, to the nearest, ties to even, subnormals and overflow as IEEE 754 has them.</summary>
internal static class ExactRational
{
    private const int MantissaBits = 53;
    private const int LowestExponent = -1074;
    private const ulong InfinityBits = 0x7FF0_0000_0000_0000;

    /// <summary>The double nearest to numerator/denominator; the denominator is positive.</summary>
    public static double Round(BigInteger numerator, BigInteger denominator)
    {
        RequirePositive(denominator);
        if (numerator.IsZero)
        {
            return 0;
        }

        // The quotient of the scaled integers has 55 or 56 bits: all of the mantissa, the half, and what the remainder only adds to.
        var magnitude = BigInteger.Abs(numerator);
        var scale = MantissaBits + 2 - (int)(magnitude.GetBitLength() - denominator.GetBitLength());
        var quotient = BigInteger.DivRem(ScaleUp(magnitude, scale), ScaleUp(denominator, -scale), out var remainder);
        var rounded = Assemble((ulong)quotient, -scale, !remainder.IsZero);
        return numerator.Sign < 0 ? -rounded : rounded;
    }

    /// <summary>The double nearest to the square root of numerator/denominator; the numerator is not negative.</summary>
    public static double RoundSquareRoot(BigInteger numerator, BigInteger denominator)
    {
        RequirePositive(denominator);
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        if (numerator.IsZero)
        {
            return 0;
        }

        // An even power of two brings the quotient to 111 to 114 bits, so that its root has 56 or 57.
        var scale = (2 * (MantissaBits + 3)) - (int)(numerator.GetBitLength() - denominator.GetBitLength());
        scale += scale & 1;
        var quotient = (UInt128)BigInteger.DivRem(ScaleUp(numerator, scale), ScaleUp(denominator, -scale), out var remainder);
        var root = FloorOfSquareRoot(quotient);
        return Assemble(root, -scale / 2, !remainder.IsZero || (UInt128)root * root != quotient);
    }

    /// <summary>
    /// Rounds (<paramref name="significand"/> + a fraction if <paramref name="inexact"/>) 2^exponent; the significand has 54 to 63 bits.
    /// </summary>
    private static double Assemble(ulong significand, int exponent, bool inexact)
    {
        var length = 64 - BitOperations.LeadingZeroCount(significand);
        var quantum = Math.Max(exponent + length - MantissaBits, LowestExponent);
        var dropped = quantum - exponent;
        if (dropped > length)
        {
            return 0;
        }

        var mantissa = significand >> dropped;
        var half = 1UL << (dropped - 1);
        var rest = significand & ((half << 1) - 1);
        if (rest > half || (rest == half && (inexact || (mantissa & 1) != 0)))
        {
            mantissa++;
        }

        // The hidden bit is added onto the exponent field: so it makes a normal of a subnormal, and a carry steps the exponent.
        var field = (ulong)(quantum - LowestExponent);
        var bits = field >= InfinityBits >> (MantissaBits - 1) ? InfinityBits : (field << (MantissaBits - 1)) + mantissa;
        return BitConverter.UInt64BitsToDouble(Math.Min(bits, InfinityBits));
    }

    /// <summary>
    /// The estimate has 53 good bits of at most 57, one step of Newton's makes it all but right, the loops make it right.
    /// </summary>
    private static ulong FloorOfSquareRoot(UInt128 square)
    {
        var root = (UInt128)Math.Sqrt((double)square);
        root = (root + (square / root)) >> 1;
        while (root * root > square)
        {
            root--;
        }

        while ((root + 1) * (root + 1) <= square)
        {
            root++;
        }

        return (ulong)root;
    }

    private static BigInteger ScaleUp(BigInteger value, int bits) => bits > 0 ? value << bits : value;

    private static void RequirePositive(BigInteger denominator) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
}
