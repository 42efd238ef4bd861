using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class TopKReducerTests
{
    [Theory]
    [InlineData(TopKOrder.Largest, """[{"item":1,"value":5},{"item":4,"value":5},{"item":0,"value":3}]""")]
    [InlineData(TopKOrder.Smallest, """[{"item":3,"value":-7.5},{"item":0,"value":3},{"item":2,"value":3}]""")]
    public void Equal_values_are_kept_and_listed_by_their_items(TopKOrder order, string expected)
    {
        var reducer = Create(3, order);
        var partial = reducer.NewPartial();
        foreach (var item in (int[])[5, 2, 4, 0, 3, 1])
        {
            partial.Observe(item, ((double[])[3, 5, 3, -7.5, 5, 3])[item]);
        }

        Assert.Equal(expected, reducer.Json(partial));
    }

    [Fact]
    public void Fewer_than_k_are_all_there_and_none_is_an_empty_list()
    {
        var reducer = Create(int.MaxValue, TopKOrder.Largest);
        var partial = reducer.NewPartial();
        Assert.Equal("[]", reducer.Json(partial));
        partial.Observe(7, 1.5);
        Assert.Equal("""[{"item":7,"value":1.5}]""", reducer.Json(reducer.Read(Bytes.Of(partial))));
    }

    [Fact]
    public void NaNs_come_first_and_whole_numbers_compare_exactly()
    {
        var reducer = Create(4, TopKOrder.Largest);
        var partial = reducer.NewPartial();
        partial.Observe(0, 9007199254740992.0);
        partial.Observe(1, BigInteger.Parse("9007199254740993"));
        partial.Observe(2, double.PositiveInfinity);
        partial.Observe(9, double.NaN);
        partial.Observe(8, double.NaN);
        Assert.Equal(
            """[{"item":8,"value":"NaN"},{"item":9,"value":"NaN"},{"item":2,"value":"Infinity"},{"item":1,"value":9007199254740993}]""",
            reducer.Json(partial));
    }

    [Theory]
    [InlineData(TopKOrder.Largest, 601)]
    [InlineData(TopKOrder.Smallest, 602)]
    public void The_result_is_the_head_of_the_sorted_observations(TopKOrder order, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var observations = Observation.Many(random, random.Next(1, 60), finite: false);
            var partial = new TopKPartial(random.Next(1, 12), Ranking.Of(order));
            var k = partial.Limit;
            foreach (var observation in observations)
            {
                observation.EnterInto(partial);
            }

            var expected = observations
                .Select(static observation => new RankedValue(observation.Number, observation.Item))
                .OrderByDescending(static value => value.Value.IsNaN)
                .ThenBy(value => value, Comparer<RankedValue>.Create((x, y) =>
                    x.Value.IsNaN || y.Value.IsNaN ? 0 : x.Value.CompareValue(y.Value) * (order == TopKOrder.Largest ? -1 : 1)))
                .ThenBy(static value => value.Item)
                .ThenByDescending(static value => value.Value.IsInteger)
                .Take(k);
            Assert.Equal(expected, partial.ToArray());
        }
    }

    [Fact]
    public void Others_of_another_k_or_order_do_not_merge()
    {
        var partial = Create(3, TopKOrder.Largest).NewPartial();
        Assert.Throws<ArgumentException>(() => partial.MergeFrom(Create(4, TopKOrder.Largest).NewPartial()));
        Assert.Throws<ArgumentException>(() => partial.MergeFrom(Create(3, TopKOrder.Smallest).NewPartial()));
    }

    private static IReducer Create(int k, TopKOrder order) =>
        ReducerCatalog.Create(new ReduceSpec { Name = ReducerName.TopK, K = k, Order = order });
}
