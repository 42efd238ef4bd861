using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Tests.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class HistogramReducerTests
{
    [Fact]
    public void A_bin_holds_its_lower_edge_and_not_its_upper()
    {
        var reducer = Create("0", "0.1", "1");
        var partial = reducer.NewPartial();
        partial.Observe(0, [-1, double.NegativeInfinity, -0.0, 0, Math.BitDecrement(0.1)]);
        partial.Observe(5, [0.1, Math.BitDecrement(1), 1, double.PositiveInfinity, double.NaN]);
        Assert.Equal("""{"edges":[0,0.1,1],"counts":[3,2],"below":2,"above":2,"nan":1}""", reducer.Json(partial));
    }

    [Fact]
    public void Whole_numbers_meet_the_edges_exactly()
    {
        var reducer = Create("9007199254740992", "9007199254740994");
        var partial = reducer.NewPartial();
        foreach (var number in (string[])["9007199254740991", "9007199254740992", "9007199254740993", "9007199254740994"])
        {
            partial.Observe(0, BigInteger.Parse(number));
        }

        Assert.Equal("""{"edges":[9007199254740992,9007199254740994],"counts":[2],"below":1,"above":1,"nan":0}""", reducer.Json(partial));
    }

    [Theory]
    [InlineData(501, 2)]
    [InlineData(502, 7)]
    [InlineData(503, 8)]
    [InlineData(504, 9)]
    [InlineData(505, 64)]
    [InlineData(506, 65)]
    [InlineData(507, 333)]
    public void The_search_finds_the_bin_that_counting_finds(int seed, int edgeCount)
    {
        var random = new Random(seed);
        var values = RandomDoubles.Many(random, 4 * edgeCount).Distinct().Order().Take(edgeCount).ToArray();
        var edges = new HistogramEdges(values.Select(value => value.ToString("R")));
        foreach (var probe in RandomDoubles.Many(random, 200).Concat(values).Concat(values.Select(Math.BitDecrement)))
        {
            var expected = values.Count(edge => edge <= probe);
            Assert.Equal(expected, edges.CountAtMost(probe));
            if (double.IsInteger(probe))
            {
                Assert.Equal(expected, edges.CountAtMost(new BigInteger(probe)));
            }
        }
    }

    [Theory]
    [InlineData("at least two edges", "1")]
    [InlineData("must increase", "1", "1")]
    [InlineData("must increase", "1", "0")]
    [InlineData("must increase", "0.1", "0.1000000000000000055")]
    [InlineData("'one' is not an edge", "one", "2")]
    [InlineData("'1e999' is not an edge", "1", "1e999")]
    [InlineData("'NaN' is not an edge", "NaN", "1")]
    public void Edges_that_make_no_bins_are_refused(string problem, params string[] edges)
    {
        var error = Assert.Throws<ArgumentException>(() => Create(edges));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Histograms_of_different_edges_do_not_merge()
    {
        var partial = Create("0", "1").NewPartial();
        Assert.Throws<ArgumentException>(() => partial.MergeFrom(Create("0", "2").NewPartial()));
    }

    private static IReducer Create(params string[] edges) =>
        ReducerCatalog.Create(new ReduceSpec { Name = ReducerName.Histogram, Edges = [.. edges] });
}
