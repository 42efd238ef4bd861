using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class ExtremumReducerTests
{
    [Theory]
    [InlineData(ReducerName.Min, """{"value":-2.5,"item":12}""")]
    [InlineData(ReducerName.Max, """{"value":3,"item":11}""")]
    public void The_result_is_the_value_with_its_lowest_item(ReducerName name, string expected)
    {
        var reducer = ReducerCases.Create(name);
        var partial = reducer.NewPartial();
        Assert.Equal("null", reducer.Json(partial));
        partial.Observe(20, [3.0, -2.5]);
        partial.Observe(10, [0.0, 3.0, -2.5, -2.5, 3.0]);
        Assert.Equal(expected, reducer.Json(partial));
        Assert.Equal(expected, reducer.Finish(partial, new ResultScale(2, 1)).Json);
    }

    [Theory]
    [InlineData(ReducerName.Min)]
    [InlineData(ReducerName.Max)]
    public void A_NaN_wins_with_its_first_item(ReducerName name)
    {
        var reducer = ReducerCases.Create(name);
        var partial = reducer.NewPartial();
        partial.Observe(9, BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_0000_0001)));
        partial.Observe(3, [double.NegativeInfinity, double.NaN, double.PositiveInfinity, double.NaN]);
        partial.Observe(0, BigInteger.Pow(10, 400));
        Assert.Equal("""{"value":"NaN","item":4}""", reducer.Json(partial));
    }

    [Theory]
    [InlineData(ReducerName.Min, """{"value":9007199254740992,"item":1}""")]
    [InlineData(ReducerName.Max, """{"value":9007199254740993,"item":2}""")]
    public void Whole_numbers_and_doubles_compare_exactly(ReducerName name, string expected)
    {
        var reducer = ReducerCases.Create(name);
        var partial = reducer.NewPartial();
        partial.Observe(2, BigInteger.Parse("9007199254740993"));
        partial.Observe(1, 9007199254740992.0);
        partial.Observe(3, BigInteger.Parse("9007199254740992"));
        Assert.Equal(expected, reducer.Json(partial));
    }

    [Theory]
    [InlineData(ReducerName.Min)]
    [InlineData(ReducerName.Max)]
    public void The_two_zeros_are_one_value_and_the_result_is_the_positive_one(ReducerName name)
    {
        var reducer = ReducerCases.Create(name);
        var values = new double[100];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i % 3 == 0 ? -0.0 : 0.0;
        }

        var partial = reducer.NewPartial();
        partial.Observe(50, values);
        Assert.Equal("""{"value":0,"item":50}""", reducer.Json(partial));
    }

    [Theory]
    [InlineData(ReducerName.Min, 301)]
    [InlineData(ReducerName.Max, 302)]
    public void Blocks_of_every_length_find_the_extremum_at_every_place(ReducerName name, int seed)
    {
        var random = new Random(seed);
        var reducer = ReducerCases.Create(name);
        for (var length = 1; length < 140; length++)
        {
            var values = Enumerable.Range(0, length).Select(_ => random.NextDouble()).ToArray();
            var place = random.Next(length);
            values[place] = name == ReducerName.Min ? double.NegativeInfinity : double.PositiveInfinity;
            var partial = reducer.NewPartial();
            partial.Observe(1000, values);
            Assert.EndsWith($"\"item\":{1000 + place}}}", reducer.Json(partial), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_block_of_the_worst_value_there_is_still_has_an_extremum()
    {
        var reducer = ReducerCases.Create(ReducerName.Max);
        var partial = reducer.NewPartial();
        partial.Observe(5, [double.NegativeInfinity, double.NegativeInfinity]);
        Assert.Equal("""{"value":"-Infinity","item":5}""", reducer.Json(partial));
    }

    [Fact]
    public void Min_and_Max_do_not_merge()
    {
        var partial = ReducerCases.Create(ReducerName.Min).NewPartial();
        Assert.Throws<ArgumentException>(() => partial.MergeFrom(ReducerCases.Create(ReducerName.Max).NewPartial()));
    }
}
