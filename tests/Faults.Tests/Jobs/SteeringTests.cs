using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Jobs;

[Trait("Requires", "Faults")]
public sealed class SteeringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_become_one_then_eight_then_two_then_none_then_four_and_nothing_that_was_done_is_lost()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var progress = new Progress(run.Installation.Jobs, "accordion");
        var history = new ChildHistory(run.Children);
        var manifest = new Manifest("accordion", 600) { Replicas = 1, Slots = 2, Limit = 3 };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        foreach (var replicas in new[] { 8, 2, 0, 4 })
        {
            await ScaleAsync(run, manifest.Name, replicas);
            await run.Pods.UntilAsync(_ => run.Running.Count == replicas, $"{replicas} workers to run", Installation.AtMost, Token);
        }

        await run.LiftLimitAsync(manifest);
        await run.EndsRightAsync(manifest);
        Assert.Equal(["accordion-1"], history.Names);
        progress.NeverWentBack();
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task A_job_is_suspended_and_resumed_again_and_again_and_nothing_that_was_done_is_lost()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var progress = new Progress(run.Installation.Jobs, "pausing");
        var history = new ChildHistory(run.Children);
        var manifest = new Manifest("pausing", 200) { Replicas = 1, Limit = 10 };
        await run.ApplyAsync(manifest);

        for (var time = 1; time <= 3; time++)
        {
            await run.UntilDoneAsync(manifest.Name, 10 * time);
            await run.PatchSpecAsync(manifest.Name, new() { ["suspend"] = true });
            await run.UntilAsync(manifest.Name, ConditionTypes.Suspended, ConditionStatus.True);
            await run.Pods.UntilAsync(store => store.Count == 0, "the pods to go", Installation.AtMost, Token);
            await run.PatchSpecAsync(manifest.Name, new() { ["suspend"] = false });
            await run.UntilAsync(manifest.Name, ConditionTypes.Suspended, ConditionStatus.False);
        }

        await run.LiftLimitAsync(manifest);
        await run.EndsRightAsync(manifest);
        Assert.Equal(["pausing-1", "pausing-2", "pausing-3", "pausing-4"], history.Names);
        progress.NeverWentBack();
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task A_job_that_is_suspended_and_resumed_faster_than_its_pods_drain_ends_right()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var manifest = new Manifest("nervous", 300) { Replicas = 1, Limit = 5 };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        for (var time = 1; time <= 10; time++)
        {
            await run.PatchSpecAsync(manifest.Name, new() { ["suspend"] = time % 2 == 1 });
        }

        await run.LiftLimitAsync(manifest);
        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task A_spec_is_edited_under_way_what_may_change_has_effect_and_what_may_not_is_named_and_has_none()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var manifest = new Manifest("edited", 400) { Replicas = 1, Limit = 2, Retry = "{ onExhausted: DeadLetter }" };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        await run.PatchSpecAsync(manifest.Name, new()
        {
            ["limits"] = new JsonObject { ["maxInFlight"] = 2 },
            ["activeDeadlineSeconds"] = 600,
            ["maxFailedItems"] = 7,
            ["ttlSecondsAfterFinished"] = 3600,
        });
        await Question.UntilYesAsync(
            async token => await run.Installation.Postgres.Server.ExecuteAsync(run.Installation.Database, "SELECT max_in_flight FROM paralleljobs.job", token) is 2L,
            "the queue to hold the limit",
            Installation.AtMost,
            Token);
        await run.PatchSpecAsync(manifest.Name, new() { ["range"] = new JsonObject { ["start"] = 0, ["end"] = 5 } });
        var refused = await run.Installation.UntilAsync(
            "edited",
            status => Installation.Condition(status, ConditionTypes.Accepted) is { Reason: ConditionReasons.ImmutableFieldChanged },
            "to refuse the edit",
            cancellationToken: Token);
        Assert.Contains("spec.range", Installation.Condition(refused, ConditionTypes.Accepted)!.Message, StringComparison.Ordinal);
        Assert.Equal(2L, await run.Installation.Postgres.Server.ExecuteAsync(run.Installation.Database, "SELECT max_in_flight FROM paralleljobs.job", Token));
        await run.PatchSpecAsync(manifest.Name, new()
        {
            ["range"] = new JsonObject { ["start"] = 0, ["end"] = manifest.Items },
            ["workers"] = new JsonObject { ["replicas"] = 3 },
        });
        await run.Pods.UntilAsync(_ => run.Running.Count == 3, "three workers to run", Installation.AtMost, Token);
        await run.LiftLimitAsync(manifest);

        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }

    private static async Task ScaleAsync(FaultRun run, string name, int replicas)
    {
        await using var kubectl = run.Installation.Space.Cluster.Kubectl(
            ["scale", "--namespace", run.Installation.Namespace, $"--replicas={replicas}", $"paralleljob/{name}"]);
        Assert.True(await kubectl.WaitForExitAsync(cancellationToken: Token) == 0, $"{kubectl}");
    }
}
