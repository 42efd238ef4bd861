using ParallelJobs.Operator.Fold;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Tests.Plan;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Tests.Fold;

public class LookPaceTests
{
    private static readonly LedgerView Open = Situation.Entered(workers: 1);

    [Fact]
    public void Results_that_come_are_looked_at_soon_and_else_once_a_second()
    {
        var grown = Open with { Folded = Open.Folded! with { Version = 1 } };

        Assert.Equal(TimeSpan.FromMilliseconds(200), LookPace.Wait(Open, grown, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(1), LookPace.Wait(grown, grown, TimeSpan.Zero));
    }

    [Fact]
    public void Many_jobs_are_looked_at_no_more_often_together_than_some() =>
        Assert.Equal(TimeSpan.FromSeconds(2), LookPace.Wait(Open, Open, TimeSpan.FromSeconds(2)));

    [Theory]
    [InlineData(JobState.Complete)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public void One_that_has_ended_is_not_looked_at_again(JobState state) =>
        Assert.Equal(Timeout.InfiniteTimeSpan, LookPace.Wait(Open, Situation.Entered(state), TimeSpan.Zero));

    [Fact]
    public void One_that_is_not_in_the_queue_waits_for_whoever_enters_it() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, LookPace.Wait(LedgerView.Unknown, new() { IsEntered = false }, TimeSpan.Zero));

    [Fact]
    public void One_that_is_paused_and_left_by_its_workers_is_looked_at_seldom() =>
        Assert.Equal(TimeSpan.FromSeconds(10), LookPace.Wait(Open, Situation.Entered(JobState.Paused), TimeSpan.Zero));

    [Fact]
    public void A_queue_that_does_not_answer_is_asked_again_whatever_was_known() =>
        Assert.Equal(TimeSpan.FromSeconds(1), LookPace.Wait(Open, Situation.Entered(JobState.Complete, trouble: "no"), TimeSpan.Zero));
}
