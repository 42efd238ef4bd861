using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>The columns of kubectl get.</summary>
public class SummaryRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "a job that computes is running, with progress and rate", new() { Ledger = Entered(completed: 100, workers: 2), Children = [Child()], Pods = [Ready()] }, so => Assert.True(so.Status.Summary is { State: "Running", Progress: "10%", Rate: "100/s", Eta: "9s", Workers: "1/2" }) },
        { "one without workers yet is pending", new(), so => Assert.Equal("Pending", so.Status.Summary!.State) },
        { "one whose workers cannot start says why", new() { Ledger = Entered(), Children = [Child()], Pods = [Waiting("ErrImagePull", "x")] }, so => Assert.Equal("ErrImagePull", so.Status.Summary!.State) },
        { "one that is not valid says that", new() { Spec = "{}" }, so => Assert.Equal("Invalid", so.Status.Summary!.State) },
        { "one that is suspended says that", new() { Spec = Pi("\"suspend\":true"), Ledger = Entered(), Children = [Child()] }, so => Assert.Equal("Suspended", so.Status.Summary!.State) },
        { "progress is rounded down: 100% is the end", new() { Ledger = Entered(completed: 999), Children = [Child()] }, so => Assert.Equal("99%", so.Status.Summary!.Progress) },
        { "one that has ended has no rate and no time left", new() { Ledger = Entered(JobState.Failed, completed: 990, failed: 10) }, so => Assert.True(so.Status.Summary is { Rate: null, Eta: null, State: "Failed" }) },
        { "a large result is named by where it is", new() { Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { Result = new() { ConfigMap = "pi-12345678" } }, Ledger = LedgerView.Unknown }, so => Assert.Equal("configmap/pi-12345678", so.Status.Summary!.Result) },
        { "a result is shortened for its column", new() { Status = StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed") with { Result = new() { Value = new string('9', 100) } }, Ledger = LedgerView.Unknown }, so => Assert.Equal(64, so.Status.Summary!.Result!.Length) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
