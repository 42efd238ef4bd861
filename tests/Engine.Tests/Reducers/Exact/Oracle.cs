using System.Numerics;

namespace ParallelJobs.Engine.Tests.Reducers.Exact;

/// <summary>What exact results are by definition, slowly: whole numbers of 2^-1074, and a search for the nearest double.</summary>
internal static class Oracle
{
    public const int UnitBits = 1074;

    /// <summary>A finite double in units of 2^-1074. It scales by powers of two that are exact, and never looks at the bits.</summary>
    public static BigInteger Units(double value) => Math.Abs(value) switch
    {
        < 5e-17 => new BigInteger(Math.ScaleB(value, UnitBits)),
        < 1e200 => new BigInteger(Math.ScaleB(value, 110)) << (UnitBits - 110),
        _ => new BigInteger(value) << UnitBits,
    };

    public static BigInteger Sum(IEnumerable<double> values) =>
        values.Aggregate(BigInteger.Zero, static (sum, value) => sum + Units(value));

    /// <summary>The double nearest to numerator/denominator.</summary>
    public static double Nearest(BigInteger numerator, BigInteger denominator)
    {
        var scaled = BigInteger.Abs(numerator) << (UnitBits + 1);
        var nearest = Nearest(halfUnits => (halfUnits * denominator).CompareTo(scaled));
        return numerator.Sign < 0 ? -nearest : nearest;
    }

    /// <summary>The double nearest to the square root of numerator/denominator.</summary>
    public static double NearestRoot(BigInteger numerator, BigInteger denominator)
    {
        var scaled = numerator << (2 * (UnitBits + 1));
        return Nearest(halfUnits => (halfUnits * halfUnits * denominator).CompareTo(scaled));
    }

    /// <summary>
    /// The double nearest to a value that is not negative, which <paramref name="compare"/> is told candidates for, in units of 2^-1075:
    /// bisection over the bit patterns, which are in the order of the doubles, to the last at most at the value; then the midpoint to
    /// the next one decides, and at the midpoint itself the even pattern. The next one after the largest is 2^1024, and means infinity.
    /// </summary>
    private static double Nearest(Func<BigInteger, int> compare)
    {
        var (low, high) = (0L, BitConverter.DoubleToInt64Bits(double.PositiveInfinity));
        while (high - low > 1)
        {
            var middle = low + ((high - low) >> 1);
            (low, high) = compare(HalfUnits(middle)) <= 0 ? (middle, high) : (low, middle);
        }

        var order = compare((HalfUnits(low) + HalfUnits(high)) >> 1);
        return BitConverter.Int64BitsToDouble(order > 0 || (order == 0 && (low & 1) == 0) ? low : high);
    }

    private static BigInteger HalfUnits(long bits)
    {
        var value = BitConverter.Int64BitsToDouble(bits);
        return double.IsFinite(value) ? Units(value) << 1 : BigInteger.One << (1024 + UnitBits + 1);
    }
}
