using ParallelJobs.Queue.Faults;

namespace ParallelJobs.Queue.Tests.Faults;

public sealed class FailpointPlanTests
{
    [Fact]
    public void Without_a_number_a_failpoint_fires_each_time_and_no_other_does()
    {
        var plan = FailpointPlan.Parse("before-lease=kill");

        Assert.Equal([FailpointAction.Kill, FailpointAction.Kill], [plan.Pass(Failpoint.BeforeLease), plan.Pass(Failpoint.BeforeLease)]);
        Assert.Equal(FailpointAction.None, plan.Pass(Failpoint.AfterLease));
    }

    [Fact]
    public void With_a_number_it_fires_at_that_time_only_and_each_point_counts_for_itself()
    {
        var plan = FailpointPlan.Parse("after-commit=disconnect@2; after-commit=stop@3;before-commit=kill@1");

        Assert.Equal(
            [FailpointAction.None, FailpointAction.Disconnect, FailpointAction.Stop, FailpointAction.None],
            Enumerable.Range(0, 4).Select(_ => plan.Pass(Failpoint.AfterCommit)));
        Assert.Equal(FailpointAction.Kill, plan.Pass(Failpoint.BeforeCommit));
    }

    [Fact]
    public void Of_many_threads_exactly_one_is_at_the_given_time()
    {
        var plan = FailpointPlan.Parse("before-compute=disconnect@5000");
        var fired = 0;

        Parallel.For(0, 10_000, _ =>
        {
            if (plan.Pass(Failpoint.BeforeCompute) == FailpointAction.Disconnect)
            {
                Interlocked.Increment(ref fired);
            }
        });

        Assert.Equal(1, fired);
    }

    [Theory]
    [InlineData("before-lease", Failpoint.BeforeLease)]
    [InlineData("after-lease", Failpoint.AfterLease)]
    [InlineData("before-compute", Failpoint.BeforeCompute)]
    [InlineData("after-compute", Failpoint.AfterCompute)]
    [InlineData("before-commit", Failpoint.BeforeCommit)]
    [InlineData("after-commit", Failpoint.AfterCommit)]
    [InlineData("before-fold", Failpoint.BeforeFold)]
    [InlineData("after-fold", Failpoint.AfterFold)]
    [InlineData("before-migrate", Failpoint.BeforeMigrate)]
    [InlineData("after-migrate", Failpoint.AfterMigrate)]
    public void Every_point_has_its_name(string name, Failpoint point) =>
        Assert.Equal(FailpointAction.Stop, FailpointPlan.Parse($"{name}=stop").Pass(point));

    [Theory]
    [InlineData("before-leese=kill", "'before-leese=kill' has no known point; there are before-lease, after-lease, before-compute")]
    [InlineData("before-lease=die", "'before-lease=die' has no known action; there are kill, stop, disconnect")]
    [InlineData("before-lease", "'before-lease' has no known action")]
    [InlineData("before-lease=", "'before-lease=' has no known action")]
    [InlineData("before-lease=none", "has no known action")]
    [InlineData("before-lease=kill;", "'' has no known point")]
    [InlineData("before-lease=kill@0", "'before-lease=kill@0' has behind '@' no whole number from 1 on")]
    [InlineData("before-lease=kill@-1", "has behind '@' no whole number")]
    [InlineData("before-lease=kill@", "has behind '@' no whole number")]
    [InlineData("before-lease=kill@1@2", "has behind '@' no whole number")]
    [InlineData("after-lease=kill;=stop", "'=stop' has no known point")]
    public void A_wrong_part_is_named_with_what_there_is(string text, string said)
    {
        var failure = Assert.Throws<FormatException>(() => FailpointPlan.Parse(text));

        Assert.StartsWith("PARALLELJOB_FAILPOINTS: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
