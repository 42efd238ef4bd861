using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Why workers do not start or stay, in Kubernetes' own words.</summary>
public class TroubleRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "workers that are ready compute", Pods(Ready()), Says(ConditionStatus.True, "Computing", "1 of 2 workers are ready") },
        { "workers are to start", Pods(), Says(ConditionStatus.False, "WorkersMissing", "2 workers are to start") },
        { "an image that cannot be pulled", Pods(Waiting("ImagePullBackOff", "Back-off pulling image \"x\"")), Says(ConditionStatus.False, "ImagePullBackOff", "pod pi-1-a: Back-off pulling image") },
        { "an image that is not there", Pods(Waiting("ErrImagePull", "not found")), Says(ConditionStatus.False, "ErrImagePull", "not found") },
        { "an image whose name is none", Pods(Waiting("InvalidImageName", "couldn't parse")), Says(ConditionStatus.False, "InvalidImageName", "couldn't parse") },
        { "a Secret that is missing", Pods(Waiting("CreateContainerConfigError", "secret \"s\" not found")), Says(ConditionStatus.False, "CreateContainerConfigError", "secret \"s\" not found") },
        { "a container that is being made is no trouble", Pods(Waiting("ContainerCreating", "")), Says(ConditionStatus.False, "WorkersMissing", "to start") },
        { "no node has room", Pods(Unschedulable("0/1 nodes are available: 1 Insufficient cpu")), Says(ConditionStatus.False, "Unschedulable", "Insufficient cpu") },
        { "a worker that crashes again and again", Pods(Waiting("CrashLoopBackOff", "back-off 40s", new() { ExitCode = 3, Reason = "Error", Message = "no queue" })), Says(ConditionStatus.False, "CrashLoopBackOff", "ended 3 times, the last time with code 3 no queue") },
        { "one that was killed for memory says so and not that it waits", Pods(Waiting("CrashLoopBackOff", "back-off 40s", new() { ExitCode = 137, Reason = "OOMKilled" })), Says(ConditionStatus.False, "OOMKilled", "code 137") },
        { "also before it waits", Pods(JustEnded("OOMKilled", 137)), Says(ConditionStatus.False, "OOMKilled", "code 137") },
        { "one that ended well is no trouble", Pods(JustEnded("Completed", 0)), Says(ConditionStatus.False, "WorkersMissing", "") },
        { "a pod that was evicted", Pods(Failed("Evicted", "The node was low on resource: memory")), Says(ConditionStatus.False, "Evicted", "low on resource: memory") },
        { "a pod that ran for too long", Pods(Failed("DeadlineExceeded", "Pod was active on the node longer than the specified deadline")), Says(ConditionStatus.False, "DeadlineExceeded", "longer than") },
        { "a pod that ended for no given reason", Pods(Failed(null, null)), Says(ConditionStatus.False, "PodFailed", "pod pi-1-a") },
        { "what lives says more than what has ended", Pods(Failed("Evicted", "old"), Waiting("ErrImagePull", "new")), Says(ConditionStatus.False, "ErrImagePull", "new") },
        { "pods that are being deleted say nothing", Pods(Waiting("ErrImagePull", "x") with { Metadata = new() { Name = "a", DeletionTimestamp = Now } }), Says(ConditionStatus.False, "WorkersMissing", "") },
        { "pods that cannot be made, in the words of the event", Pods() with { Missing = Quota }, Says(ConditionStatus.False, "FailedCreate", "exceeded quota") },
        { "some run and others cannot be made", Pods(Ready()) with { Missing = Quota }, Says(ConditionStatus.True, "FailedCreate", "1 of 2 workers are ready; pods \"pi-1-\" is forbidden: exceeded quota") },
        { "all run, and old trouble is forgotten", Pods(Ready(), Ready("b"), Failed("Evicted", "old")), Says(ConditionStatus.True, "Computing", "2 of 2 workers are ready") },
        { "a reason that is no word is made one", Pods(Waiting("7 bad: reason, which goes on for very long", "x")), Says(ConditionStatus.False, "badreasonwhichgoesonforverylong", "x") },
        { "Kueue holds the Job", new() { Ledger = Entered(), Children = [Child(suspend: true)] }, Says(ConditionStatus.False, "Queued", "the Job waits to be admitted") },
        { "no workers are asked for", new() { Spec = Pi("\"workers\":{\"replicas\":0}"), Ledger = Entered() }, Says(ConditionStatus.False, "NoWorkers", "spec.workers.replicas is 0") },
        { "the queue is away and none were begun", new() { Ledger = new() { Trouble = "no" } }, Says(ConditionStatus.False, "WorkersMissing", "workers start when the queue answers") },
        { "fewer than asked for are allowed, and they run", Pods(Ready()) with { Children = [Child(parallelism: 1)], Options = new Situation().Options with { MaxReplicasPerJob = 1 } }, Says(ConditionStatus.True, "WorkerCapacity", "1 of 2 workers are ready; spec.workers.replicas: 2 is more than the 1 that") },
        { "what was the reason before is not kept when it is over", Pods(Waiting("ErrImagePull", "x")) with { Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.False, "WorkerCapacity") }, Says(ConditionStatus.False, "ErrImagePull", "x") },
        { "a suspended job does not compute", new() { Spec = Pi("\"suspend\":true"), Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing"), Ledger = Entered(), Pods = [Ready()] }, Says(ConditionStatus.False, "Suspended", "suspended") },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);

    private static MissingPods Quota => new(null, new ChildTrouble("FailedCreate", "pods \"pi-1-\" is forbidden: exceeded quota"));

    private static Situation Pods(params Pod[] pods) => new() { Ledger = Entered(), Children = [Child()], Pods = [.. pods] };

    private static Pod JustEnded(string reason, int code)
    {
        var pod = Waiting("", "");
        var container = pod.Status!.ContainerStatuses![0] with { State = new() { Terminated = new() { ExitCode = code, Reason = reason } } };
        return pod with { Status = pod.Status with { ContainerStatuses = [container] } };
    }

    private static Action<Decision> Says(ConditionStatus status, string reason, string message) => so =>
    {
        var condition = so.Status.Find(ConditionTypes.Progressing)!;
        Assert.Equal((status, reason), (condition.Status, condition.Reason));
        Assert.Contains(message, condition.Message!, StringComparison.Ordinal);
    };
}
