using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>How far a job is.</summary>
public class ProgressRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "items are counted where they are", new() { Ledger = Entered(completed: 100, failed: 10), Children = [Child()] }, so => Assert.True(so.Status.Items is { Total: var total, Completed: var done, Failed: var failed } && (total, done, failed) == (1000, 100, 10)) },
        { "its time begins with its first worker", new() { Ledger = Entered(workers: 1), Children = [Child()] }, so => Assert.Equal(Now, so.Status.StartTime) },
        { "and not before", new() { Ledger = Entered(), Children = [Child()] }, so => Assert.Null(so.Status.StartTime) },
        { "when it will have ended is told from its rate", new() { Ledger = Entered(completed: 900, workers: 1), Children = [Child()] }, so => Assert.Equal(Now + TimeSpan.FromSeconds(1), so.Status.EstimatedCompletionTime) },
        { "and not while it is paused", new() { Ledger = Entered(JobState.Paused, completed: 900) }, so => Assert.Null(so.Status.EstimatedCompletionTime) },
        { "a result of nothing yet has no coverage", new() { Ledger = Entered(workers: 1), Children = [Child()] }, so => Assert.Null(so.Status.Result?.Coverage) },
        { "a part of the result says of which items", new() { Ledger = Entered(completed: 20) with { Folded = new(JobState.Open, PositionSet.Of(0, 2), default, 1) }, Children = [Child()] }, so => Assert.Equal("[1,21)", so.Status.Result!.Coverage) },
        { "workers are those wanted, there, and ready", new() { Ledger = Entered(), Children = [Child()], Pods = [Ready(), Waiting("ErrImagePull", "x")] }, so => Assert.True(so.Status.Workers is { Desired: 2, Replicas: 2, Ready: 1 }) },
        { "the selector for scaling is there from the beginning", new(), so => Assert.Equal($"paralleljobs.io/job-uid={Uid}", so.Status.Workers!.Selector) },
        { "of a job that has ended none are wanted", new() { Ledger = Entered(JobState.Failed, failed: 10), Children = [Child()], Pods = [Ready()] }, so => Assert.True(so.Status.Workers is { Desired: 0, Replicas: 0, Ready: 0 }) },
        { "while the queue is away what was known stays", new() { Ledger = Entered(completed: 100, trouble: "no"), Children = [Child()] }, so => Assert.True(so.Status.Items!.Completed == 100) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);
}
