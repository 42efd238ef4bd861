using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Tests.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class SumReducerTests
{
    private readonly IReducer _reducer = ReducerCases.Create(ReducerName.Sum);

    [Fact]
    public void Whole_numbers_alone_give_a_whole_number_with_all_its_digits()
    {
        var partial = _reducer.NewPartial();
        Assert.Equal("0", _reducer.Json(partial));
        partial.AddMoments(new IntegerMoments(3, Int128.MaxValue, 0));
        partial.Observe(0, BigInteger.Pow(10, 50));
        partial.AddMoments(new IntegerMoments(3, Int128.MaxValue, 0));
        var expected = $"{BigInteger.Pow(10, 50) + (2 * (BigInteger)Int128.MaxValue)}";
        Assert.Equal(expected, _reducer.Json(partial));
        Assert.Equal(expected, _reducer.Finish(partial, new ResultScale(7, 7)).Json);
    }

    [Fact]
    public void Any_double_even_zero_makes_the_result_a_double()
    {
        var partial = _reducer.NewPartial();
        partial.Observe(0, BigInteger.Pow(10, 20) + 1);
        partial.Observe(1, -0.0);
        Assert.False(partial.IsEmpty);
        Assert.Equal("1E+20", _reducer.Json(partial));
        partial.AddSum(8191);
        Assert.Equal("1E+20", _reducer.Json(partial));
        partial.AddSum(double.Epsilon);
        Assert.Equal("1.0000000000000002E+20", _reducer.Json(partial));
    }

    [Fact]
    public void A_scale_makes_the_result_a_double_and_is_rounded_with_the_sum_at_once()
    {
        var partial = _reducer.NewPartial();
        partial.Observe(0, BigInteger.One);
        Assert.Equal("0.3333333333333333", _reducer.Finish(partial, new ResultScale(1, 3)).Json);
        Assert.Equal("-0.1", _reducer.Finish(partial, new ResultScale(-2, 20)).Json);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    public void Whole_numbers_and_doubles_times_a_scale_are_the_nearest_double(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var partial = _reducer.NewPartial();
            var integer = (BigInteger)random.NextInt64() * random.NextInt64(-9, 9);
            var doubles = RandomDoubles.Many(random, 10);
            var scale = new ResultScale(random.NextInt64(-1000, 1000), random.NextInt64(1, long.MaxValue));
            partial.Observe(0, integer);
            partial.Observe(1, doubles);
            var exact = ((integer << Oracle.UnitBits) + Oracle.Sum(doubles)) * scale.Numerator;
            Assert.Equal(
                JsonText.Of(Oracle.Nearest(exact, scale.Denominator << Oracle.UnitBits)), _reducer.Finish(partial, scale).Json);
        }
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 1, "\"Infinity\"")]
    [InlineData(double.PositiveInfinity, -1, "\"-Infinity\"")]
    [InlineData(double.NegativeInfinity, 1, "\"-Infinity\"")]
    [InlineData(double.PositiveInfinity, 0, "\"NaN\"")]
    [InlineData(double.NaN, 1, "\"NaN\"")]
    public void What_is_not_finite_is_scaled_as_IEEE_754_has_it(double value, int numerator, string expected)
    {
        var partial = _reducer.NewPartial();
        partial.AddSum(value);
        partial.AddSum(5);
        Assert.Equal(expected, _reducer.Finish(partial, new ResultScale(numerator, 3)).Json);
    }
}
