using ParallelJobs.Contracts.Resource;
using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Operators;

[Trait("Requires", "Faults")]
public sealed class OperatorFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_operator_that_is_killed_at_each_write_of_a_life_makes_the_same_children_and_gets_there(bool isHeardByTheServer)
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(isOperatorStarted: false, cancellationToken: Token));
        await using var proxied = await ProxiedCluster.StartAsync(run.Installation.Space.Cluster, Token);
        var history = new ChildHistory(run.Children);
        var lives = new OperatorLives(run.Installation, proxied);
        var manifest = new Manifest("phoenix", 200) { Limit = 1 };
        await run.ApplyAsync(manifest);

        var life = LifeAsync(run, manifest);
        await (isHeardByTheServer ? lives.AfterEachWriteAsync(life, Token) : lives.BeforeEachSecondWriteAsync(life, Token));

        TestContext.Current.TestOutputHelper?.WriteLine($"{lives.Lives} operators");
        Assert.InRange(lives.Lives, 6, int.MaxValue);
        Assert.Equal(["phoenix-1", "phoenix-2"], history.Names);
        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task Workers_finish_while_the_operator_is_down_and_it_writes_the_end_when_it_is_back()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var manifest = new Manifest("alone", 300) { Limit = 20 };
        await run.ApplyAsync(manifest);
        await run.Pods.UntilAsync(_ => run.Running.Count == manifest.Replicas, "the workers to run", Installation.AtMost, Token);

        await run.Installation.Operator.KillAsync();
        await run.UntilComputedAsync();
        Assert.False(Installation.IsTrue(StatusReading.Of(run.Installation.Jobs.Store.Find(run.Installation.Space.Key("alone"))!), ConditionTypes.Complete));
        run.Installation.StartOperator();

        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task A_job_that_is_deleted_in_each_state_while_the_operator_is_down_leaves_nothing_when_it_is_back()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var jobs = new[]
        {
            new Manifest("complete", 10),
            new Manifest("running", 1_000_000) { Replicas = 1 },
            new Manifest("suspended", 1000) { More = "  suspend: true" },
            new Manifest("pending", 1000) { Workers = ", image: \"localhost/nowhere:1\"", Replicas = 1 },
            new Manifest("failed", 1000) { More = "  cancel: true", Replicas = 1 },
            new Manifest("invalid", 1000) { More = "  schedule: { policy: Static, order: Priority }" },
        };
        foreach (var job in jobs)
        {
            await run.ApplyAsync(job);
        }

        await Task.WhenAll(
            run.UntilAsync("complete", ConditionTypes.Complete, ConditionStatus.True),
            run.UntilAsync("running", ConditionTypes.Progressing, ConditionStatus.True),
            run.UntilAsync("suspended", ConditionTypes.Suspended, ConditionStatus.True),
            run.UntilAsync("pending", ConditionTypes.Progressing, ConditionStatus.False),
            run.UntilAsync("failed", ConditionTypes.Failed, ConditionStatus.True),
            run.UntilAsync("invalid", ConditionTypes.Accepted, ConditionStatus.False));
        await run.Installation.Operator.KillAsync();
        await run.ApplyAsync(new Manifest("new", 1000));
        foreach (var name in jobs.Select(job => job.Name).Append("new"))
        {
            await run.Installation.Client.DeleteAsync<JobResource>(run.Installation.Namespace, name, cancellationToken: Token);
        }

        run.Installation.StartOperator();

        await run.Installation.UntilNothingIsLeftAsync(cancellationToken: Token);
    }

    [Fact]
    public async Task Jobs_that_are_deleted_a_moment_after_they_came_leave_nothing_within_a_minute()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        for (var job = 0; job < 12; job++)
        {
            var manifest = new Manifest($"brief-{job}", 1000) { Replicas = 1, Workers = ", terminationGracePeriodSeconds: 1" };
            await run.ApplyAsync(manifest);
            await UntilStageAsync(run, manifest.Name, run.Chance.Next(5));
            await run.Installation.Client.DeleteAsync<JobResource>(run.Installation.Namespace, manifest.Name, cancellationToken: Token);
        }

        await run.Installation.UntilNothingIsLeftAsync(TimeSpan.FromMinutes(1), Token);
    }

    /// <summary>At once, with a status, a child, a pod, or a pod that runs.</summary>
    private static Task UntilStageAsync(FaultRun run, string name, int stage) => stage switch
    {
        1 => run.UntilAsync(name, ConditionTypes.Accepted, ConditionStatus.True),
        2 => run.Children.UntilAsync(store => store.Find(run.Installation.Space.Key($"{name}-1")) is not null, "its child", Installation.AtMost, Token),
        3 => run.Pods.UntilAsync(store => store.List().Any(pod => pod.Metadata.Name!.StartsWith($"{name}-1-", StringComparison.Ordinal)), "its pod", Installation.AtMost, Token),
        4 => run.Pods.UntilAsync(_ => run.Running.Any(pod => pod.Metadata.Name!.StartsWith($"{name}-1-", StringComparison.Ordinal)), "its pod to run", Installation.AtMost, Token),
        _ => Task.CompletedTask,
    };

    /// <summary>It computes, is suspended, goes on, and ends.</summary>
    private static async Task LifeAsync(FaultRun run, Manifest manifest)
    {
        await run.UntilDoneAsync(manifest.Name, 1);
        await run.PatchSpecAsync(manifest.Name, new() { ["suspend"] = true });
        await run.UntilAsync(manifest.Name, ConditionTypes.Suspended, ConditionStatus.True);
        await run.Children.UntilAsync(store => store.Count == 0, "the child to go", Installation.AtMost, Token);
        await run.PatchSpecAsync(manifest.Name, new() { ["suspend"] = false });
        await run.UntilAsync(manifest.Name, ConditionTypes.Suspended, ConditionStatus.False);
        await run.LiftLimitAsync(manifest);
        await run.Installation.UntilFinishedAsync(manifest.Name, cancellationToken: Token);
    }
}
