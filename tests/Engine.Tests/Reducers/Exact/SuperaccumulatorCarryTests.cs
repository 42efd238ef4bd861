using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers.Exact;

public sealed class SuperaccumulatorCarryTests
{
    /// <summary>Its middle limb changes by as much as an addition can change one.</summary>
    private static readonly double AllOnes = Math.ScaleB((1L << 53) - 1, 31);

    [Theory]
    [InlineData(21, 2)]
    [InlineData(22, 3)]
    [InlineData(23, 7)]
    public void When_carries_are_propagated_does_not_matter(int seed, int carryAfter)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var terms = RandomDoubles.Many(random, random.Next(1, 50));
            var lazy = new Superaccumulator(SuperaccumulatorRange.Products);
            var eager = new Superaccumulator(SuperaccumulatorRange.Products, carryAfter);
            var merged = new Superaccumulator(SuperaccumulatorRange.Products, carryAfter);
            foreach (var term in terms)
            {
                lazy.Add(term);
                lazy.AddProduct(term, term);
                var single = new Superaccumulator(SuperaccumulatorRange.Products, carryAfter);
                single.Add(term);
                single.AddProduct(term, term);
                merged.MergeFrom(single);
            }

            eager.Add(terms);
            eager.AddSquares(terms);
            Assert.Equal(Bytes.Of(lazy), Bytes.Of(eager));
            Assert.Equal(Bytes.Of(lazy), Bytes.Of(merged));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Doubling_past_the_headroom_of_the_limbs_stays_exact(int sign)
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Doubles);
        var expected = BigInteger.Zero;
        for (var doubling = 0; doubling < 64; doubling++)
        {
            sum.Add(sign * AllOnes);
            sum.MergeFrom(sum);
            expected = (expected + (sign * new BigInteger(AllOnes))) * 2;
        }

        Assert.Equal(expected << Oracle.UnitBits, sum.ToBigInteger());
    }

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    public void Two_to_the_64_additions_of_the_largest_double_fit(double value)
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Doubles);
        var squares = new Superaccumulator(SuperaccumulatorRange.Products);
        sum.Add(value);
        squares.AddProduct(value, value);
        for (var doubling = 0; doubling < 64; doubling++)
        {
            sum.MergeFrom(sum);
            squares.MergeFrom(squares);
        }

        Assert.Equal(Oracle.Units(value) << 64, sum.ToBigInteger());
        Assert.Equal((Oracle.Units(value) * Oracle.Units(value)) << 64, squares.ToBigInteger());
        sum.Add(-value);
        Assert.Equal((Oracle.Units(value) << 64) - Oracle.Units(value), sum.ToBigInteger());
    }

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    public void A_sum_that_leaves_the_range_is_an_error_and_never_a_number(double value)
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Doubles);
        sum.Add(value);
        Assert.Throws<OverflowException>(() =>
        {
            for (var doubling = 0; doubling < 200; doubling++)
            {
                sum.MergeFrom(sum);
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_first_sum_past_the_range_cannot_be_read_out(int sign)
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Doubles);
        sum.Add(sign * Math.ScaleB(1, 1023));
        for (var doubling = 1023; doubling < (32 * 71) + SuperaccumulatorRange.Doubles.UnitExponent - 1; doubling++)
        {
            sum.MergeFrom(sum);
        }

        Assert.Equal(sign * (BigInteger.One << ((32 * 71) - 1)), sum.ToBigInteger());
        Assert.Throws<OverflowException>(() =>
        {
            sum.MergeFrom(sum);
            sum.ToBigInteger();
        });
    }

    [Fact]
    public void A_cleared_sum_is_that_of_nothing()
    {
        var sum = new Superaccumulator(SuperaccumulatorRange.Doubles);
        sum.Add([1e300, double.NaN, -1]);
        Assert.False(sum.IsEmpty);
        sum.Clear();
        Assert.True(sum.IsEmpty);
        Assert.Equal(Bytes.Of(new Superaccumulator(SuperaccumulatorRange.Doubles)), Bytes.Of(sum));
    }
}
