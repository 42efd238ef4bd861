using ParallelJobs.Operator.Fold;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Tests.Plan;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Tests.Fold;

public class LookPaceTests
{
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);
    private static readonly LedgerView Open = Situation.Entered(workers: 1);

    [Fact]
    public void Results_that_come_are_looked_at_soon_and_else_once_a_second()
    {
        var grown = Open with { Folded = Open.Folded! with { Version = 1 } };

        Assert.Equal(TimeSpan.FromMilliseconds(200), LookPace.Wait(Open, grown, Old, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(1), LookPace.Wait(grown, grown, Old, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1600, 200)]
    [InlineData(4000, 500)]
    [InlineData(8000, 1000)]
    public void A_young_job_is_looked_at_more_often_since_it_may_be_short(int age, int wait) =>
        Assert.Equal(TimeSpan.FromMilliseconds(wait), LookPace.Wait(Open, Open, TimeSpan.FromMilliseconds(age), TimeSpan.Zero));

    [Fact]
    public void Many_jobs_are_looked_at_no_more_often_together_than_some() =>
        Assert.Equal(TimeSpan.FromSeconds(2), LookPace.Wait(Open, Open, Old, TimeSpan.FromSeconds(2)));

    [Theory]
    [InlineData(JobState.Complete)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public void One_that_has_ended_is_not_looked_at_again(JobState state) =>
        Assert.Equal(Timeout.InfiniteTimeSpan, LookPace.Wait(Open, Situation.Entered(state), Old, TimeSpan.Zero));

    [Fact]
    public void One_that_is_not_in_the_queue_waits_for_whoever_enters_it() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, LookPace.Wait(LedgerView.Unknown, new() { IsEntered = false }, Old, TimeSpan.Zero));

    [Fact]
    public void One_that_is_paused_and_left_by_its_workers_is_looked_at_seldom() =>
        Assert.Equal(TimeSpan.FromSeconds(10), LookPace.Wait(Open, Situation.Entered(JobState.Paused), Old, TimeSpan.Zero));

    [Fact]
    public void A_queue_that_does_not_answer_is_asked_again_whatever_was_known() =>
        Assert.Equal(TimeSpan.FromSeconds(1), LookPace.Wait(Open, Situation.Entered(JobState.Complete, trouble: "no"), Old, TimeSpan.Zero));
}
