using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>The one way back from an end.</summary>
public class RetryRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "asking for another try reopens a failed job, with new workers", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Failed, ConditionStatus.True, "FailedItems") with { CompletionTime = Now }, Ledger = Entered(JobState.Failed, 990, failed: 10), Children = [Child(succeeded: 1)] }, so => Assert.True(so is { RetryDead: true, Create.Incarnation: 2 } && !so.Status.IsFinished() && so.Status.CompletionTime is null) },
        { "and one that was complete with failed items", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "WithFailedItems") with { Result = new() { Value = "1", Digest = "d", Coverage = "c" } }, Ledger = Entered(JobState.Complete, 990, failed: 10) }, so => Assert.True(so.RetryDead && so.Status.Result == new JobResult { Coverage = "c" }) },
        { "a job that runs on has its dead leaves tried again", new() { Spec = Pi("\"retryFailed\":1,\"workers\":{\"replicas\":2}"), Ledger = Entered(failed: 10), Children = [Child()] }, so => Assert.True(so is { RetryDead: true, Create: null }) },
        { "each count is acted upon once", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Failed, ConditionStatus.True, "FailedItems") with { RetriedFailed = 1 }, Ledger = Entered(JobState.Failed, failed: 10) }, so => Assert.True(!so.RetryDead && so.Status.IsFinished()) },
        { "where nothing failed nothing is reopened, and an event says so", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed"), Ledger = Entered(JobState.Complete, 1000) }, so => Assert.True(so is { RetryDead: false, Create: null, Status.RetriedFailed: 1 } && so.Status.IsFinished() && so.Events.Single().Reason == "NothingToRetry") },
        { "a cancelled job stays cancelled", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Failed, ConditionStatus.True, "Cancelled"), Ledger = Entered(JobState.Cancelled, failed: 10) }, so => Assert.True(!so.RetryDead && so.Status.IsFinished()) },
        { "one that the queue has forgotten cannot be tried again, and says so", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Failed, ConditionStatus.True, "FailedItems") }, so => Assert.True(so is { Enter: false, Create: null } && so.Status.IsFinished() && so.Events.Single().Reason == "QueueStateLost") },
        { "while the queue does not answer it waits", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Failed, ConditionStatus.True, "FailedItems"), Ledger = Entered(JobState.Failed, failed: 10, trouble: "no") }, so => Assert.True(!so.RetryDead && so.Status.RetriedFailed is null) },
        { "a new limit of failed items comes with the retry", new() { Spec = Pi("\"retryFailed\":1,\"maxFailedItems\":20,\"retry\":{\"onExhausted\":\"DeadLetter\"}"), Status = StatusWith(ConditionTypes.Failed, ConditionStatus.True, "FailedItems"), Ledger = Entered(JobState.Failed, failed: 10) }, so => Assert.True(so is { RetryDead: true, MaxFailedItems: 20 }) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
