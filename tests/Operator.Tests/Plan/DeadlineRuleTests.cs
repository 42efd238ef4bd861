using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>When a job has run for too long.</summary>
public class DeadlineRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "the deadline cancels", new() { Spec = Pi("\"activeDeadlineSeconds\":100"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now - TimeSpan.FromSeconds(130) }, Ledger = Entered(workers: 1, completed: 10), Children = [Child(parallelism: 1)] }, so => Assert.True(so.Cancel) },
        { "suspended time does not count", new() { Spec = Pi("\"activeDeadlineSeconds\":100"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now - TimeSpan.FromSeconds(130) } with { SuspendedSeconds = 40 }, Ledger = Entered(workers: 1, completed: 10), Children = [Child(parallelism: 1)] }, so => Assert.True(!so.Cancel && so.Again <= TimeSpan.FromSeconds(10)) },
        { "also not the time that ends with this pass", new() { Spec = Pi("\"activeDeadlineSeconds\":100"), Status = StatusWith(ConditionTypes.Suspended, ConditionStatus.True, "Requested", TimeSpan.FromSeconds(100)) with { StartTime = Now - TimeSpan.FromSeconds(130) }, Ledger = Entered(JobState.Paused) }, so => Assert.True(!so.Cancel && so.Status.SuspendedSeconds == 100) },
        { "it does not run while the job is suspended", new() { Spec = Pi("\"activeDeadlineSeconds\":1,\"suspend\":true"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now - TimeSpan.FromSeconds(130) }, Ledger = Entered(JobState.Paused) }, so => Assert.False(so.Cancel) },
        { "a job that waits for its first worker has all of it", new() { Spec = Pi("\"activeDeadlineSeconds\":100"), Ledger = Entered() }, so => Assert.False(so.Cancel) },
        { "a job that has ended is not cancelled", new() { Spec = Pi("\"activeDeadlineSeconds\":100"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now - TimeSpan.FromSeconds(130) }, Ledger = Entered(JobState.Failed, failed: 10) }, so => Assert.False(so.Cancel) },
        { "with the queue away it waits", new() { Spec = Pi("\"activeDeadlineSeconds\":100"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now - TimeSpan.FromSeconds(130) }, Ledger = Entered(trouble: "no"), Children = [Child()] }, so => Assert.False(so.Cancel) },
        { "no new workers are begun for what is cancelled", new() { Spec = Pi("\"activeDeadlineSeconds\":100"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now - TimeSpan.FromSeconds(130) }, Ledger = Entered() }, so => Assert.True(so is { Cancel: true, Create: null }) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
