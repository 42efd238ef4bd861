using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>What the spec wants of the queue.</summary>
public class SteeringRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "suspending pauses the queue and deletes the child", new() { Spec = Pi("\"suspend\":true"), Status = new() { Incarnation = 1 }, Ledger = Entered(workers: 2), Children = [Child()] }, so => Assert.True(so is { Pause: true, Create: null, DeleteChildren: ["pi-1"] } && so.Status.IsTrue(ConditionTypes.Suspended)) },
        { "suspending leaves replicas as they are", new() { Spec = Pi("\"suspend\":true"), Status = new() { Incarnation = 1 }, Ledger = Entered(workers: 2), Children = [Child()] }, so => Assert.Null(so.Scale) },
        { "a job that begins suspended is entered and paused, and gets no child", new() { Spec = Pi("\"suspend\":true") }, so => Assert.True(so is { Enter: true, Create: null }) },
        { "resuming opens the queue and is the next incarnation", new() { Status = StatusWith(ConditionTypes.Suspended, ConditionStatus.True, "Requested", TimeSpan.FromMinutes(1)) with { StartTime = Now - TimeSpan.FromMinutes(2) }, Ledger = Entered(JobState.Paused) }, so => Assert.True(so is { Pause: false, Create.Incarnation: 2, Status.SuspendedSeconds: 60 }) },
        { "a queue that stands as wanted is left", new() { Ledger = Entered(), Children = [Child()] }, so => Assert.True(so is { Pause: null, Limits: null, MaxFailedItems: null, Cancel: false }) },
        { "limits go to the queue", new() { Spec = Pi("\"limits\":{\"maxInFlight\":50}"), Ledger = Entered(), Children = [Child()] }, so => Assert.Equal(new JobLimits(MaxInFlight: 50), so.Limits) },
        { "also long after their edit was seen", new() { Spec = Pi("\"limits\":{\"perSecond\":50}"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing"), Ledger = Entered(), Children = [Child()] }, so => Assert.Equal(new JobLimits(PerSecond: 50), so.Limits) },
        { "and are taken away again", new() { Ledger = Entered() with { Progress = Entered().Progress! with { Limits = new(MaxInFlight: 50) } }, Children = [Child()] }, so => Assert.Equal(JobLimits.None, so.Limits) },
        { "how many items may fail goes to the queue", new() { Spec = Pi("\"maxFailedItems\":7,\"retry\":{\"onExhausted\":\"DeadLetter\"}"), Ledger = Entered(), Children = [Child()] }, so => Assert.Equal(7, so.MaxFailedItems) },
        { "cancelling ends the job in the queue and begins nothing", new() { Spec = Pi("\"cancel\":true"), Ledger = Entered() }, so => Assert.True(so is { Cancel: true, Create: null }) },
        { "a job that has ended there is not steered", new() { Spec = Pi("\"suspend\":true,\"cancel\":true"), Ledger = Entered(JobState.Failed, failed: 10) }, so => Assert.True(so is { Pause: null, Cancel: false }) },
        { "with the queue away nothing is sent, so the status that says so is written", new() { Spec = Pi("\"suspend\":true,\"cancel\":true,\"limits\":{\"maxInFlight\":50}"), Ledger = Entered(trouble: "no") }, so => Assert.True(so is { Pause: null, Cancel: false, Limits: null }) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
