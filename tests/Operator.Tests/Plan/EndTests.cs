using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>How jobs end, what becomes of them then, and the one way back.</summary>
public class EndTests
{
    [Theory]
    [InlineData(true, "Cancelled", "Cancelled")]
    [InlineData(false, "DeadlineExceeded", "Failed")]
    public void A_cancelled_job_says_by_whom(bool isCancelledByUser, string reason, string state)
    {
        var decision = new Situation
        {
            Spec = $$"""{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,"activeDeadlineSeconds":1{{(isCancelledByUser ? ",\"cancel\":true" : "")}}}""",
            Ledger = Entered(JobState.Cancelled),
            Children = [Child(parallelism: 1)],
        }.Decide();

        Assert.Equal(reason, decision.Status.Find(ConditionTypes.Failed)!.Reason);
        Assert.Equal(state, decision.Status.Summary!.State);
        Assert.Null(decision.Create);
        Assert.NotNull(decision.Status.CompletionTime);
    }

    [Fact]
    public void The_deadline_cancels_and_suspended_time_does_not_count()
    {
        var situation = new Situation
        {
            Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,"activeDeadlineSeconds":100}""",
            Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now - TimeSpan.FromSeconds(130) },
            Ledger = Entered(workers: 1, completed: 10),
            Children = [Child(parallelism: 1)],
        };

        Assert.True(situation.Decide().Cancel);
        Assert.False((situation with { Status = situation.Status with { SuspendedSeconds = 40 } }).Decide().Cancel);
    }

    [Fact]
    public void A_finished_job_asks_for_nothing_until_its_time_is_over()
    {
        var situation = new Situation
        {
            Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,"ttlSecondsAfterFinished":60}""",
            Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now - TimeSpan.FromSeconds(50) },
            Ledger = Operator.Reconcile.Observe.LedgerView.Unknown,
        };

        var before = situation.Decide();
        var after = (situation with { Status = situation.Status with { CompletionTime = Now - TimeSpan.FromSeconds(61) } }).Decide();

        Assert.False(before.DeleteSelf);
        Assert.Equal(TimeSpan.FromSeconds(10), before.Again);
        Assert.Null(before.Create);
        Assert.True(after.DeleteSelf);
    }

    [Fact]
    public void Asking_for_another_try_reopens_a_failed_job()
    {
        var decision = new Situation
        {
            Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,"retryFailed":1}""",
            Status = StatusWith(ConditionTypes.Failed, ConditionStatus.True, "FailedItems") with { CompletionTime = Now },
            Ledger = Entered(JobState.Failed, completed: 990, failed: 10),
            Children = [Child(succeeded: 1)],
        }.Decide();

        Assert.True(decision.RetryDead);
        Assert.False(decision.Status.IsFinished());
        Assert.Equal(1, decision.Status.RetriedFailed);
        Assert.Equal(2, decision.Create!.Incarnation);
    }
}
