using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>How jobs end.</summary>
public class OutcomeRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "one that was cancelled by its user says so", new() { Spec = Pi("\"cancel\":true"), Ledger = Entered(JobState.Cancelled), Children = [Child()] }, Ended(ConditionTypes.Failed, "Cancelled", "Cancelled") },
        { "one that was cancelled by its deadline says that", new() { Spec = Pi("\"activeDeadlineSeconds\":1"), Ledger = Entered(JobState.Cancelled), Children = [Child()] }, Ended(ConditionTypes.Failed, "DeadlineExceeded", "Failed") },
        { "one with items that failed for good has failed", new() { Ledger = Entered(JobState.Failed, 990, failed: 10) }, Ended(ConditionTypes.Failed, "FailedItems", "Failed") },
        { "one that is computed has its result, digest and time", new() { Ledger = Computed(0) }, so => Assert.True(so.Status.Result is { Value: not null, Digest: not null, ConfigMap: null } && so.Status.CompletionTime == Now && so.Status.IsTrue(ConditionTypes.Complete)) },
        { "one with few enough failed items is complete and says so", new() { Ledger = Computed(10) }, Ended(ConditionTypes.Complete, "WithFailedItems", "Complete") },
        { "nothing is made for it any more", new() { Ledger = Computed(0), Children = [Child(succeeded: 1)] }, so => Assert.True(so is { Create: null, Scale: null, Pause: null, Cancel: false }) },
        { "it is told once", new() { Ledger = Computed(0), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") }, so => Assert.Empty(so.Events) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);

    private static Action<Decision> Ended(string type, string reason, string state) => so =>
    {
        Assert.Equal(reason, so.Status.Find(type)!.Reason);
        Assert.Equal((state, Now), (so.Status.Summary!.State, so.Status.CompletionTime));
        Assert.False(so.Status.IsTrue(ConditionTypes.Progressing));
        Assert.Null(so.Create);
        Assert.Equal(reason, Assert.Single(so.Events).Reason);
    };

    private static LedgerView Computed(long failed)
    {
        var view = Entered(JobState.Complete, 1000 - failed, failed);
        return view with { Folded = new FoldedResult(JobState.Complete, PositionSet.Of(0, 100), ReadOnlyMemory<byte>.Empty, 3) };
    }
}
