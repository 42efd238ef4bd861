using ParallelJobs.Engine.Fold;

namespace ParallelJobs.Engine.Tests.Fold;

public sealed class FoldPaceTests
{
    [Fact]
    public void It_waits_shortly_at_first_and_up_to_two_seconds_while_nothing_comes()
    {
        var pace = new FoldPace(new Random(1));
        Assert.Equal([250, 500, 1000, 2000, 2000], Enumerable.Range(0, 5).Select(_ => pace.AfterFold(hasGrown: false).TotalMilliseconds));
    }

    [Fact]
    public void It_waits_shortly_as_long_as_partials_come_and_again_when_they_do()
    {
        var pace = new FoldPace(new Random(1));
        bool[] grown = [true, true, false, false, true, false];
        Assert.Equal([250, 250, 500, 1000, 250, 500], grown.Select(each => pace.AfterFold(each).TotalMilliseconds));
    }

    [Fact]
    public void After_failures_it_waits_anything_up_to_a_bound_that_doubles_from_a_tenth_of_a_second_to_ten()
    {
        double[] bounds = [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000];
        var longest = new FoldPace(new Always(0.999_999));
        Assert.All(bounds, bound => Assert.Equal(bound, longest.AfterFailure().TotalMilliseconds, bound * 1e-5));
        var shortest = new FoldPace(new Always(0));
        Assert.All(bounds, _ => Assert.Equal(TimeSpan.Zero, shortest.AfterFailure()));
    }

    [Fact]
    public void A_ledger_that_is_there_again_is_forgiven()
    {
        var pace = new FoldPace(new Always(0.5));
        _ = (pace.AfterFailure(), pace.AfterFailure(), pace.AfterFailure());
        Assert.Equal(250, pace.AfterFold(hasGrown: false).TotalMilliseconds);
        Assert.Equal(50, pace.AfterFailure().TotalMilliseconds);
    }

    private sealed class Always(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
