using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Tests.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class MeanReducerTests
{
    private readonly IReducer _reducer = ReducerCases.Create(ReducerName.Mean);

    [Fact]
    public void The_mean_of_nothing_is_null_and_of_one_has_no_variance()
    {
        var partial = _reducer.NewPartial();
        Assert.Equal(new ReducedValue("null"), _reducer.Finish(partial, ResultScale.One));
        partial.Observe(0, 2.5);
        Assert.Equal(new ReducedValue("2.5"), _reducer.Finish(partial, ResultScale.One));
    }

    [Fact]
    public void A_textbook_sample_has_its_textbook_moments()
    {
        var partial = _reducer.NewPartial();
        partial.Observe(0, [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        Assert.Equal(new ReducedValue("5", 0.7559289460184545, 32.0 / 7), _reducer.Finish(partial, ResultScale.One));
        Assert.Equal(new ReducedValue("-10", 2 * 0.7559289460184545, 4 * 32.0 / 7), _reducer.Finish(partial, new ResultScale(-2, 1)));
    }

    [Fact]
    public void Moments_of_whole_numbers_are_the_same_as_the_numbers()
    {
        var (numbers, moments) = (_reducer.NewPartial(), _reducer.NewPartial());
        for (var i = 0; i < 1000; i++)
        {
            numbers.Observe(i, (BigInteger)(i % 4 == 0 ? 0 : 4));
        }

        moments.AddMoments(new IntegerMoments(1000, 3000, 12000));
        Assert.Equal(Bytes.Of(numbers), Bytes.Of(moments));
        Assert.Equal("3", _reducer.Json(moments));
        Assert.Equal(3000.0 / 999, _reducer.Finish(moments, ResultScale.One).Variance);
    }

    [Fact]
    public void Equal_observations_far_from_zero_have_no_variance_at_all()
    {
        var partial = _reducer.NewPartial();
        for (var i = 0; i < 1000; i++)
        {
            partial.Observe(i, 1e9 + 0.1);
        }

        Assert.Equal(new ReducedValue("1000000000.1", 0, 0), _reducer.Finish(partial, ResultScale.One));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    public void Mean_variance_and_standard_error_are_the_nearest_doubles(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var observations = Observation.Many(random, random.Next(2, 20), finite: true);
            var scale = round % 3 == 0 ? ResultScale.One : new ResultScale(random.Next(-9, 9), random.Next(1, 9));
            var partial = _reducer.NewPartial();
            BigInteger n = observations.Length;
            BigInteger sum = 0;
            foreach (var observation in observations)
            {
                observation.EnterInto(partial);
                sum += Units(observation);
            }

            // The definition, by deviations: every one is (n x - sum)/n, so n^2 times their squares is a whole number.
            var squares = observations.Select(observation => BigInteger.Pow((n * Units(observation)) - sum, 2)).Aggregate(BigInteger.Add);
            var (variance, denominator) = (
                squares * scale.Numerator * scale.Numerator,
                (n * n * (n - 1) * scale.Denominator * scale.Denominator) << (2 * Oracle.UnitBits));
            var result = _reducer.Finish(partial, scale);
            Assert.Equal(JsonText.Of(Oracle.Nearest(sum * scale.Numerator, (n * scale.Denominator) << Oracle.UnitBits)), result.Json);
            Assert.Equal(Oracle.Nearest(variance, denominator), result.Variance);
            Assert.Equal(Oracle.NearestRoot(variance, denominator * n), result.StandardError);
        }
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NaN, "\"NaN\"")]
    public void What_is_not_finite_shows_in_the_mean_and_leaves_no_variance(double value, string expected)
    {
        var partial = _reducer.NewPartial();
        partial.Observe(0, [1.0, value, 3.0]);
        Assert.Equal(new ReducedValue(expected, double.NaN, double.NaN), _reducer.Finish(partial, ResultScale.One));
    }

    [Fact]
    public void Moments_that_no_sample_has_are_refused()
    {
        var partial = _reducer.NewPartial();
        partial.AddMoments(new IntegerMoments(10, 100, 999));
        Assert.Throws<InvalidDataException>(() => _reducer.Finish(partial, ResultScale.One));
    }

    private static BigInteger Units(Observation observation) =>
        observation.Integer is { } integer ? integer << Oracle.UnitBits : Oracle.Units(observation.Double);
}
