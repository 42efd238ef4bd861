using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers.Exact;

public sealed class SuperaccumulatorTests
{
    public static TheoryData<double[], double> HardSums => new()
    {
        { [], 0.0 },
        { [-0.0, -0.0], 0.0 },
        { [1e100, 1.0, -1e100, 1e-100, 1e50, -1.0, -1e50], 1e-100 },
        { [9007199254740992.0, -0.5, -5.551115123125783E-17], 9007199254740991.0 },
        { [9007199254740992.0, 1.0, 7.888609052210118E-31], 9007199254740994.0 },
        { [9007199254740992.0, 1.0], 9007199254740992.0 },
        { [9007199254740994.0, 1.0], 9007199254740996.0 },
        { [double.MaxValue, double.MaxValue, -double.MaxValue], double.MaxValue },
        { [double.MaxValue, 9.9792015476736E+291], double.PositiveInfinity },
        { [double.MaxValue, 9.979201547673598E+291], double.MaxValue },
        { [-double.MaxValue, -double.MaxValue], double.NegativeInfinity },
        { [double.Epsilon, double.Epsilon], 2 * double.Epsilon },
        { [2.2250738585072014E-308, -double.Epsilon], 2.225073858507201E-308 },
        { [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 1.0 },
        { [double.NaN, 1.0], double.NaN },
        { [double.PositiveInfinity, -1e308, double.PositiveInfinity], double.PositiveInfinity },
        { [double.NegativeInfinity, 1e308], double.NegativeInfinity },
        { [double.PositiveInfinity, double.NegativeInfinity], double.NaN },
    };

    [Theory]
    [MemberData(nameof(HardSums))]
    public void Known_hard_sums_are_rounded_once(double[] terms, double expected)
    {
        var one = new Superaccumulator(SuperaccumulatorRange.Doubles);
        var many = new Superaccumulator(SuperaccumulatorRange.Doubles);
        foreach (var term in terms)
        {
            one.Add(term);
        }

        many.Add(terms);
        Assert.Equal(expected, one.Round());
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(many.Round()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_sum_is_the_whole_number_of_units_that_it_should_be(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var terms = RandomDoubles.Many(random, random.Next(1, 60));
            var expected = Oracle.Sum(terms);
            var doubles = new Superaccumulator(SuperaccumulatorRange.Doubles);
            var wide = new Superaccumulator(SuperaccumulatorRange.Products);
            doubles.Add(terms);
            wide.Add(terms);
            Assert.Equal(expected, doubles.ToBigInteger());
            Assert.Equal(expected << Oracle.UnitBits, wide.ToBigInteger());
            Assert.Equal(Oracle.Nearest(expected, BigInteger.One << Oracle.UnitBits), doubles.Round());
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Products_are_exact_over_the_whole_range(int seed)
    {
        var random = new Random(seed);
        double[] extremes = [double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 0, -0.0, 2.2250738585072014E-308];
        for (var round = 0; round < 200; round++)
        {
            var lefts = RandomDoubles.Many(random, 20).Concat(extremes).ToArray();
            var rights = extremes.Concat(RandomDoubles.Many(random, 20)).ToArray();
            var products = new Superaccumulator(SuperaccumulatorRange.Products);
            var squares = new Superaccumulator(SuperaccumulatorRange.Products);
            foreach (var (left, right) in lefts.Zip(rights))
            {
                products.AddProduct(left, right);
            }

            squares.AddSquares(lefts);
            Assert.Equal(Products(lefts, rights), products.ToBigInteger());
            Assert.Equal(Products(lefts, lefts), squares.ToBigInteger());
        }
    }

    [Fact]
    public void Terms_that_are_not_finite_are_counted_wherever_they_stand()
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Products);
        sum.Add([1, double.NaN, 2, double.PositiveInfinity, double.NegativeInfinity, 3]);
        sum.AddProduct(double.PositiveInfinity, 0);
        sum.AddSquares([double.NegativeInfinity, 2]);
        Assert.True(sum.TryGetNonFinite(out var nonFinite));
        Assert.True(double.IsNaN(nonFinite));
        Assert.Equal((BigInteger)10 << (2 * Oracle.UnitBits), sum.ToBigInteger());
        Assert.Equal(
            "02" + "0200000000000000" + "0200000000000000" + "0100000000000000" + "43" + "01" + "A0000000",
            Convert.ToHexString(Bytes.Of(sum)));
    }

    [Fact]
    public void A_sum_of_doubles_refuses_products()
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Doubles);
        Assert.Throws<InvalidOperationException>(() => sum.AddProduct(1, 1));
        Assert.Throws<InvalidOperationException>(() => sum.AddSquares([1]));
        Assert.Throws<ArgumentException>(() => sum.MergeFrom(new Superaccumulator(SuperaccumulatorRange.Products)));
    }

    [Theory]
    [InlineData("00" + "00" + "00", 0.0)]
    [InlineData("00" + "00" + "01" + "01000000", double.Epsilon)]
    [InlineData("01" + "00" + "01" + "01000000", -double.Epsilon)]
    [InlineData("00" + "21" + "01" + "00000400", 1.0)]
    [InlineData("01" + "21" + "01" + "00000600", -1.5)]
    [InlineData("00" + "21" + "02" + "00000400" + "40000000", 1048577.0)]
    public void The_canonical_bytes_do_not_change(string hex, double value)
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Doubles);
        sum.Add(1e300);
        sum.Add(value);
        sum.Add(-1e300);
        Assert.Equal(hex, Convert.ToHexString(Bytes.Of(sum)));
    }

    private static BigInteger Products(double[] lefts, double[] rights) =>
        lefts.Zip(rights, static (left, right) => Oracle.Units(left) * Oracle.Units(right)).Aggregate(BigInteger.Add);
}
