using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Plan;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Whose jobs are left alone.</summary>
public class HandsOffRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "a job of another installation is not touched, valid or not", new() { Spec = """{"managedBy":"somebody.else/entirely","range":"nonsense"}""" }, so => Assert.True(so is { HandsOff: true, Create: null, Enter: false }) },
        { "a job that is being deleted gets no new children", new() { DeletionTimestamp = Now }, so => Assert.True(so is { HandsOff: true, Create: null }) },
        { "a job that names this installation is ours", new() { Spec = Pi("\"managedBy\":\"paralleljobs.io/operator\"") }, so => Assert.False(so.HandsOff) },
        { "a job whose managedBy is no text is ours to refuse", new() { Spec = Pi("\"managedBy\":7") }, so => Assert.Equal("InvalidSpec", so.Status.Find(ConditionTypes.Accepted)!.Reason) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
