using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Which specs run, and what is said of those that do not.</summary>
public class AcceptanceRuleTests
{
    private static readonly RuleTable Table = new()
    {
        { "a valid spec is accepted", new(), so => Assert.True(so.Status.IsTrue(ConditionTypes.Accepted)) },
        { "an invalid spec is told with field and fix, and nothing is made", new() { Spec = """{"range":{"start":1,"end":11},"kernel":{"name":"no-such"}}""" }, Refused("InvalidSpec", "spec.kernel.name") },
        { "a spec that is no object is refused", new() { Spec = "[]" }, Refused("InvalidSpec", "") },
        { "a program of one's own is refused with its field until this version runs it", new() { Spec = """{"range":{"start":1,"end":11},"exec":{"command":["a"]},"workers":{"image":"x:1"}}""" }, Refused("InvalidSpec", "spec.exec: the manifest is valid, but this version") },
        { "a list of items is refused with its field until this version runs it", new() { Spec = """{"items":{"values":["a"]},"kernel":{"name":"pi"}}""" }, Refused("InvalidSpec", "spec.items") },
        { "a reduction to a list is refused until this version makes one", new() { Spec = """{"items":{"values":["a"]},"exec":{"command":["a"]},"workers":{"image":"x:1"},"reduce":{"name":"List"}}""" }, Refused("InvalidSpec", "but this version") },
        { "dependencies are refused until this version waits for them", new() { Spec = Pi("\"dependsOn\":[\"other\"]") }, Refused("InvalidSpec", "spec.dependsOn") },
        { "an output is refused until this version writes one", new() { Spec = Pi("\"output\":{\"persistentVolumeClaim\":{\"claimName\":\"a\",\"path\":\"b\"}}") }, Refused("InvalidSpec", "spec.output") },
        { "an image that is not allowed starts nothing", WithImage("evil.example/x:1"), Refused("ImageNotAllowed", "evil.example/x:1") },
        { "an image that a glob allows runs", WithImage("registry.example/x:1"), so => Assert.NotNull(so.Create) },
        { "an edit of a fixed field is reported, and the accepted spec runs on", Edited, so => Assert.True(so is { IsFinal: false, Create: null } && so.Status.Find(ConditionTypes.Accepted)!.Reason == "ImmutableFieldChanged") },
        { "an invalid edit is reported, and the accepted spec runs on", Edited with { Spec = "{}" }, so => Assert.True(so is { IsFinal: false } && so.Status.Find(ConditionTypes.Accepted)!.Reason == "InvalidSpec") },
        { "limits that were written for other leaves do not reach the queue", Edited with { Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":1,"limits":{"maxInFlight":1}}""" }, so => Assert.Null(so.Limits) },
        { "and those that the queue has stay", Edited with { Ledger = Entered(workers: 2) with { Progress = Entered(workers: 2).Progress! with { Limits = new(PerSecond: 5) } } }, so => Assert.Null(so.Limits) },
        { "an invalid edit does not resume a suspended job", Edited with { Spec = "{}", Status = StatusWith(ConditionTypes.Suspended, ConditionStatus.True, "Requested"), Ledger = Entered(JobState.Paused), Children = [] }, so => Assert.True(so is { Pause: null, Create: null } && so.Status.IsTrue(ConditionTypes.Suspended)) },
        { "an invalid edit does not scale workers back", Edited with { Spec = "{}", Children = [Child(parallelism: 8)] }, so => Assert.True(so is { Scale: null, Create: null }) },
        { "an invalid edit does not take limits away", Edited with { Spec = "{}", Ledger = Entered(workers: 2) with { Progress = Entered(workers: 2).Progress! with { Limits = new(PerSecond: 5), MaxFailedItems = 3 } } }, so => Assert.True(so is { Limits: null, MaxFailedItems: null }) },
        { "the status speaks of the generation that was read", new() { Generation = 7 }, so => Assert.Equal(7, so.Status.ObservedGeneration) },
    };

    public static TheoryData<string> Sentences => Table.Sentences;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_holds_that(string sentence) => Table.Check(sentence);

    [Fact]
    public void It_is_told_once_by_an_event()
    {
        var situation = new Situation { Spec = "{}" };
        var first = situation.Decide();

        Assert.Single(first.Events);
        Assert.Empty((situation with { Status = first.Status }).Decide().Events);
    }

    private static Situation Edited => new()
    {
        AcceptedSpec = """{"range":{"start":1,"end":501},"kernel":{"name":"pi"},"leafSize":10,"workers":{"replicas":2}}""",
        Ledger = Entered(workers: 2),
        Children = [Child()],
    };

    private static Situation WithImage(string image) => new()
    {
        Spec = Pi($"\"workers\":{{\"image\":\"{image}\"}}"),
        Options = new Situation().Options with { AllowedImages = ["registry.example/*"] },
    };

    private static Action<Decision> Refused(string reason, string said) => so =>
    {
        var condition = so.Status.Find(ConditionTypes.Accepted)!;
        Assert.Equal((ConditionStatus.False, reason), (condition.Status, condition.Reason));
        Assert.Contains(said, condition.Message!, StringComparison.Ordinal);
        Assert.True(so is { Enter: false, Create: null, Again: null });
        Assert.Equal("Invalid", so.Status.Summary!.State);
        Assert.Equal(reason, Assert.Single(so.Events).Reason);
    };
}
