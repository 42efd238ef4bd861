using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class ResultDigestTests
{
    /// <summary>The digests were computed by another program, from the description of the bytes alone.</summary>
    [Theory]
    [InlineData("Sum", "sha256:dd0ba79f4a88a1a66c87fdfb7fdc8cd7276a7887284fa3de130081276bb6081e")]
    [InlineData("Mean", "sha256:108ebe183a1fa2d2ae15ffedb6d375ac1c0bbf72c4a1e0247cb205c475649874")]
    [InlineData("Histogram", "sha256:efca2e0ce3a79d7731464270f1c57dc4e7c5805fbc2bdb861b90eccc3154aac4")]
    [InlineData("TopK largest", "sha256:0f66541e055af911d45fc52fc93f231f62d00a2a46e67786c50dd4a536871c3e")]
    public void A_digest_is_the_same_on_every_machine_and_in_every_version(string name, string expected)
    {
        var reducer = ReducerCases.Create(name);
        var partial = reducer.NewPartial();
        partial.Observe(0, [0.1, -2.5, 1e300, double.Epsilon]);
        partial.Observe(4, new BigInteger(42));
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
        var reducers = specs.Select(ReducerCatalog.Create);
        var digests = reducers.Select(static reducer => ResultDigest.Of(reducer, reducer.NewPartial())).ToArray();
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
