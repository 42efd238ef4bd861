using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class ResultDigestTests
{
    [Theory]
    [InlineData("Sum", "sha256:?")]
    [InlineData("Mean", "sha256:?")]
    [InlineData("Histogram", "sha256:?")]
    [InlineData("TopK largest", "sha256:?")]
    public void A_digest_is_the_same_on_every_machine_and_in_every_version(string name, string expected)
    {
        var reducer = ReducerCases.Create(name);
        var partial = reducer.NewPartial();
        partial.Observe(0, [0.1, -2.5, 1e300, double.Epsilon]);
        partial.Observe(4, 42);
        Assert.Equal(expected, ResultDigest.Of(reducer, partial));
    }

    [Fact]
    public void Reducers_names_and_configurations_enter_it()
    {
        ReduceSpec[] specs =
        [
            new() { Name = ReducerName.Min },
            new() { Name = ReducerName.Max },
            new() { Name = ReducerName.Histogram, Edges = ["0", "1"] },
            new() { Name = ReducerName.Histogram, Edges = ["0", "2"] },
            new() { Name = ReducerName.TopK, K = 1, Order = TopKOrder.Largest },
            new() { Name = ReducerName.TopK, K = 2, Order = TopKOrder.Largest },
            new() { Name = ReducerName.TopK, K = 1, Order = TopKOrder.Smallest },
        ];
        var digests = specs.Select(ReducerCatalog.Create).Select(static reducer => ResultDigest.Of(reducer, reducer.NewPartial())).ToArray();
        Assert.Equal(specs.Length, digests.Distinct(StringComparer.Ordinal).Count());
        Assert.All(digests, static digest => Assert.Matches("^sha256:[0-9a-f]{64}$", digest));
    }

    [Fact]
    public void Sums_that_round_to_the_same_double_but_differ_have_different_digests()
    {
        var reducer = ReducerCases.Create(ReducerName.Sum);
        var (one, more) = (reducer.NewPartial(), reducer.NewPartial());
        one.AddSum(1);
        more.Observe(0, [1.0, double.Epsilon]);
        Assert.Equal(reducer.Json(one), reducer.Json(more));
        Assert.NotEqual(ResultDigest.Of(reducer, one), ResultDigest.Of(reducer, more));
    }
}
