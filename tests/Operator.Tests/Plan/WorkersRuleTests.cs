using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Which child Job there is, and with how many pods.</summary>
public class WorkersRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "a job that runs as wanted is left alone", new() { Ledger = Entered(completed: 100, workers: 2), Children = [Child()], Pods = [Ready()] }, Nothing },
        { "scaling up is one patch of the child", new() { Ledger = Entered(workers: 1), Children = [Child(parallelism: 1)] }, so => Assert.True(so.Scale == new ScaledChild("pi-1", 2) && so.Create is null) },
        { "scaling to nothing too", new() { Spec = Pi("\"workers\":{\"replicas\":0}"), Ledger = Entered(workers: 1), Children = [Child()] }, so => Assert.Equal(new ScaledChild("pi-1", 0), so.Scale) },
        { "and back", new() { Ledger = Entered(), Children = [Child(parallelism: 0)] }, so => Assert.Equal(new ScaledChild("pi-1", 2), so.Scale) },
        { "for no replicas no child is made", new() { Spec = Pi("\"workers\":{\"replicas\":0}") }, so => Assert.True(so is { Enter: true, Create: null }) },
        { "with the queue away what is there is scaled all the same", new() { Ledger = Entered(trouble: "no"), Children = [Child(parallelism: 1)] }, so => Assert.Equal(new ScaledChild("pi-1", 2), so.Scale) },
        { "a child that somebody deleted is followed by the next", new() { Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing"), Ledger = Entered() }, so => Assert.Equal(new NewChild(2, 2), so.Create) },
        { "also while it is being deleted", new() { Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing"), Ledger = Entered(), Children = [Deleted(Child())] }, so => Assert.True(so.Create == new NewChild(2, 2) && so.DeleteChildren.IsEmpty) },
        { "a child of which a pod has succeeded makes no more, so the next one does", new() { Ledger = Entered(completed: 10), Children = [Child(succeeded: 1)] }, so => Assert.True(so.Create == new NewChild(2, 2) && so.DeleteChildren is ["pi-1"]) },
        { "one that has failed is followed by the next", new() { Ledger = Entered(), Children = [FailedChild()] }, so => Assert.Equal(new NewChild(2, 2), so.Create) },
        { "one that was made before a crash is taken up", new() { Ledger = Entered(), Children = [Child()] }, Nothing },
        { "and its number is written down, which nobody had time for", new() { Ledger = Entered(), Children = [Child()] }, so => Assert.Equal(1, so.Status.Incarnation) },
        { "a child whose number is not written down yet is suspended only when it is, or the next would get the same", new() { Spec = Pi("\"suspend\":true"), Ledger = Entered(), Children = [Child()] }, so => Assert.True(so is { DeleteChildren: [], Status.Incarnation: 1 }) },
        { "also into the status, when the job has ended meanwhile", new() { Ledger = Entered(Queue.JobState.Failed, failed: 10), Children = [Child(succeeded: 1)] }, so => Assert.Equal(1, so.Status.Incarnation) },
        { "of two children the older goes", new() { Ledger = Entered(), Children = [Child(), Child(2)] }, so => Assert.True(so is { Create: null, DeleteChildren: ["pi-1"] }) },
        { "a Job of the child's name that is somebody else's stops everything", new() { Ledger = Entered(), Children = [Child(owner: "another")] }, so => Assert.True(so is { Create: null, Scale: null } && so.DeleteChildren.IsEmpty && so.Status.Find(ConditionTypes.Progressing)!.Reason == "ChildNameTaken" && so.Events.Length == 1) },
        { "pods that are missing for half a minute without a reason: the next incarnation", Missing(30, 60), so => Assert.True(so.Create == new NewChild(2, 2) && so.DeleteChildren is ["pi-1"]) },
        { "missing for less: it waits for just so long", Missing(29, 100), so => Assert.True(so.Create is null && so.Again == TimeSpan.FromSeconds(1)) },
        { "at most once a minute", Missing(40, 58), so => Assert.True(so.Create is null && so.Again == TimeSpan.FromSeconds(2)) },
        { "not where something says why", Missing(100, 100) with { Missing = new(null, new("FailedCreate", "exceeded quota")) }, so => Assert.Null(so.Create) },
        { "not while the queue is away", Missing(100, 100) with { Ledger = Entered(trouble: "no") }, so => Assert.Null(so.Create) },
        { "not while Kueue holds the Job", Missing(100, 100) with { Missing = MissingPods.None, Children = [Child(suspend: true)] }, so => Assert.True(so is { Create: null, Scale: null } && so.Status.Find(ConditionTypes.Progressing)!.Reason == "Queued") },
        { "no more workers than are free", new() { Capacity = 1 }, so => Assert.Equal(new NewChild(1, 1), so.Create) },
        { "where none is free no child is made, and the condition says what is free", new() { Capacity = 0 }, so => Assert.True(so is { Enter: true, Create: null } && so.Status.Find(ConditionTypes.Progressing)!.Message == "2 workers are wanted and 0 are free: all jobs together may have 200, and the oldest get them first") },
        { "a job has no more workers than the installation allows for one", new() { Options = Few }, so => Assert.Equal(new NewChild(1, 1), so.Create) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);

    private static Operator.Options.OperatorOptions Few => new Situation().Options with { MaxReplicasPerJob = 1 };

    private static Situation Missing(int seconds, int age) => new()
    {
        Ledger = Entered(),
        Children = [Child(age: TimeSpan.FromSeconds(age))],
        Missing = new MissingPods(TimeSpan.FromSeconds(seconds), null),
    };

    private static Job Deleted(Job child) => child with { Metadata = child.Metadata with { DeletionTimestamp = Now } };

    private static Job FailedChild() => Child() with { Status = new JobStatus { Conditions = [new Condition { Type = "Failed", Status = "True" }] } };

    private static void Nothing(Decision so) => Assert.True(so is { Create: null, Scale: null, DeleteChildren: [] });
}
