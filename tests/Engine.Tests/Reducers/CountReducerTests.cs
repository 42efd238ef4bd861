using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class CountReducerTests
{
    private readonly IReducer _reducer = ReducerCases.Create(ReducerName.Count);

    [Fact]
    public void Every_form_of_observation_counts_by_how_many_it_stands_for()
    {
        var partial = _reducer.NewPartial();
        partial.Observe(0, double.NaN);
        partial.Observe(1, BigInteger.Pow(10, 30));
        partial.Observe(2, [1.0, 2.0, 3.0]);
        partial.AddMoments(IntegerMoments.OfCount((Int128)ulong.MaxValue));
        Assert.Equal("18446744073709551620", _reducer.Json(partial));
        Assert.Equal("18446744073709551620", _reducer.Finish(partial, new ResultScale(1, 2)).Json);
        Assert.Throws<NotSupportedException>(() => partial.AddSum(1));
    }

    [Fact]
    public void A_count_that_does_not_fit_is_an_error()
    {
        var partial = _reducer.NewPartial();
        partial.AddMoments(IntegerMoments.OfCount(Int128.MaxValue));
        Assert.Throws<OverflowException>(() => partial.Observe(0, 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => partial.AddMoments(IntegerMoments.OfCount(-1)));
    }
}
