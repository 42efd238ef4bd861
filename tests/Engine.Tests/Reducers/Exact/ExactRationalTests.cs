using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers.Exact;

public sealed class ExactRationalTests
{
    /// <summary>A double, how many quarters of the way up to the next, and what that rounds to: 0 the double, 1 the next.</summary>
    public static TheoryData<double, int, int> Ties
    {
        get
        {
            var data = new TheoryData<double, int, int>();
            double[] values = [1, 1.5, double.Epsilon, 0, 2.225073858507201E-308, 2.2250738585072014E-308, 1e300, Math.BitDecrement(2)];
            foreach (var value in values)
            {
                var even = (BitConverter.DoubleToInt64Bits(value) & 1) == 0;
                data.Add(value, 0, 0);
                data.Add(value, 1, 0);
                data.Add(value, 2, even ? 0 : 1);
                data.Add(value, 3, 1);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ties))]
    public void Rounding_is_to_the_nearest_and_at_a_tie_to_the_even(double value, int quarters, int expectedSteps)
    {
        var next = Math.BitIncrement(value);
        var expected = expectedSteps == 0 ? value : next;
        var exact = ((4 - quarters) * Oracle.Units(value)) + (quarters * Oracle.Units(next));
        var denominator = BigInteger.One << (Oracle.UnitBits + 2);
        Assert.Equal(expected, ExactRational.Round(exact, denominator));
        Assert.Equal(-expected, ExactRational.Round(-exact, denominator));
        Assert.Equal(expected, ExactRational.RoundSquareRoot(exact * exact, denominator * denominator));
    }

    [Fact]
    public void The_least_excess_over_a_tie_is_seen()
    {
        var tie = (BigInteger.One << 53) + 1;
        var far = BigInteger.One << 5000;
        Assert.Equal(9007199254740992.0, ExactRational.Round(tie, BigInteger.One));
        Assert.Equal(9007199254740994.0, ExactRational.Round((tie * far) + 1, far));
        Assert.Equal(9007199254740992.0, ExactRational.Round((tie * far) - 1, far));
        Assert.Equal(9007199254740994.0, ExactRational.RoundSquareRoot((tie * tie * far) + 1, far));
        Assert.Equal(9007199254740992.0, ExactRational.RoundSquareRoot((tie * tie * far) - 1, far));
        Assert.Equal(9007199254740994.0, ExactRational.RoundSquareRoot((tie * tie * 16) + 1, 16));
    }

    [Fact]
    public void The_ends_of_the_doubles_are_where_IEEE_754_has_them()
    {
        var halfLeast = BigInteger.One << (Oracle.UnitBits + 1);
        var halfBeyond = (BigInteger.One << 1024) - (BigInteger.One << 970);
        Assert.Equal(0.0, ExactRational.Round(0, 7));
        Assert.Equal(0.0, ExactRational.Round(1, halfLeast));
        Assert.Equal(double.Epsilon, ExactRational.Round(3, halfLeast * 2));
        Assert.Equal(double.Epsilon, ExactRational.Round((BigInteger.One << 3000) + 1, halfLeast << 3000));
        Assert.Equal(0.0, ExactRational.Round(1, halfLeast << 100));
        Assert.Equal(double.MaxValue, ExactRational.Round(halfBeyond - 1, 1));
        Assert.Equal(double.PositiveInfinity, ExactRational.Round(halfBeyond, 1));
        Assert.Equal(double.NegativeInfinity, ExactRational.Round(-halfBeyond << 5000, 1));
        Assert.True(double.IsNegative(ExactRational.Round(-1, halfLeast << 100)));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void Random_fractions_and_their_roots_are_the_nearest_doubles(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var numerator = Integer(random, random.Next(1, 2300));
            var denominator = Integer(random, random.Next(1, 2300));
            Assert.Equal(Oracle.Nearest(numerator, denominator), ExactRational.Round(numerator, denominator));
            Assert.Equal(Oracle.Nearest(-numerator, denominator), ExactRational.Round(-numerator, denominator));
            Assert.Equal(Oracle.NearestRoot(numerator, denominator), ExactRational.RoundSquareRoot(numerator, denominator));
        }
    }

    [Theory]
    [InlineData(41)]
    public void The_root_of_a_square_is_exact_and_its_neighbours_are_not(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var value = Math.Abs(RandomDoubles.Next(random));
            var units = Oracle.Units(value);
            var one = BigInteger.One << (2 * Oracle.UnitBits);
            Assert.Equal(value, ExactRational.RoundSquareRoot(units * units, one));
            Assert.Equal(Oracle.NearestRoot((units * units) + 1, one), ExactRational.RoundSquareRoot((units * units) + 1, one));
        }
    }

    [Fact]
    public void A_denominator_that_is_not_positive_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactRational.Round(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactRational.Round(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactRational.RoundSquareRoot(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactRational.RoundSquareRoot(-1, 1));
    }

    private static BigInteger Integer(Random random, int bytesOfBits)
    {
        var bytes = new byte[(bytesOfBits / 8) + 1];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) + 1;
    }
}
