using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>What becomes of jobs that have ended.</summary>
public class FinishedRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "a job that has ended asks for nothing", new() { Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now }, Ledger = LedgerView.Unknown }, so => Assert.True(so is { Create: null, Again: null, DeleteSelf: false }) },
        { "its workers have a minute to end by themselves", new() { Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now - TimeSpan.FromSeconds(20) }, Ledger = LedgerView.Unknown, Children = [Child()] }, so => Assert.True(so.Scale is null && so.Again == TimeSpan.FromSeconds(40)) },
        { "then they are ended", new() { Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now - TimeSpan.FromSeconds(61) }, Ledger = LedgerView.Unknown, Children = [Child()] }, so => Assert.Equal(new ScaledChild("pi-1", 0), so.Scale) },
        { "also those that could not be made yet", new() { Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now - TimeSpan.FromSeconds(61) }, Ledger = LedgerView.Unknown, Children = [Child() with { Status = null }] }, so => Assert.Equal(new ScaledChild("pi-1", 0), so.Scale) },
        { "a child that is over is left", new() { Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now - TimeSpan.FromSeconds(61) }, Ledger = LedgerView.Unknown, Children = [Child(succeeded: 2)] }, so => Assert.True(so is { Scale: null, Again: null }) },
        { "it is deleted when its time is over", new() { Spec = Pi("\"ttlSecondsAfterFinished\":60"), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now - TimeSpan.FromSeconds(61) }, Ledger = LedgerView.Unknown }, so => Assert.True(so.DeleteSelf) },
        { "and looked at again just then", new() { Spec = Pi("\"ttlSecondsAfterFinished\":60"), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now - TimeSpan.FromSeconds(50) }, Ledger = LedgerView.Unknown }, so => Assert.True(!so.DeleteSelf && so.Again == TimeSpan.FromSeconds(10)) },
        { "a time of zero deletes it at once", new() { Spec = Pi("\"ttlSecondsAfterFinished\":0"), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now }, Ledger = LedgerView.Unknown }, so => Assert.True(so.DeleteSelf) },
        { "suspending it changes nothing", new() { Spec = Pi("\"suspend\":true"), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { CompletionTime = Now }, Ledger = LedgerView.Unknown }, so => Assert.True(so.Status.IsTrue(ConditionTypes.Complete) && so.Pause is null) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
