using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Whether the queue answers, and what is entered into it.</summary>
public class QueueRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "a new job is entered, and gets its first child in the same pass", new(), so => Assert.True(so.Enter && so.Create == new NewChild(1, 2) && so.Status.Incarnation == 1) },
        { "one that is there is not entered again", new() { Ledger = Entered() }, so => Assert.False(so.Enter) },
        { "of one that is not known nothing is entered", new() { Ledger = LedgerView.Unknown }, so => Assert.True(so is { Enter: false, Create: null }) },
        { "a queue that does not answer is said in its own words", new() { Ledger = new() { Trouble = "no connection" } }, so => Assert.Equal("no connection", so.Status.Find(ConditionTypes.QueueReachable)!.Message) },
        { "while it does not answer nothing is begun, what is there goes on, and it is asked again", new() { Ledger = Entered(trouble: "no"), Children = [Child()] }, so => Assert.True(so is { Enter: false, Create: null, Again: not null } && so.DeleteChildren.IsEmpty) },
        { "a job that the queue has lost begins again from nothing and says so", new() { Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing") with { StartTime = Now }, Children = [Child()] }, so => Assert.True(so.Enter && so.Status.StartTime is null && so.Events.Single().Reason == "QueueStateLost") },
        { "one that has ended is never entered again", new() { Spec = Pi("\"retryFailed\":1"), Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") }, so => Assert.False(so.Enter) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
