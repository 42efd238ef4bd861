using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Faults.Tests.Operators;

[Trait("Requires", "Faults")]
public sealed class LeaderFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_other_replica_takes_over_when_the_leader_is_killed_and_again_when_the_next_one_is_asked_to_stop()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(isOperatorStarted: false, cancellationToken: Token));
        await using var replicas = await Replicas.OfAsync(run.Installation);
        var history = new ChildHistory(run.Children);
        var manifest = new Manifest("heirs", 400) { Limit = 2 };
        var first = replicas.Start("one");
        await replicas.UntilLeadsAsync("one");
        var second = replicas.Start("two");
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        await first.KillAsync();
        await replicas.UntilLeadsAsync("two");
        replicas.Start("three");
        second.Signal(UnixSignal.Terminate);
        Assert.Equal(0, await second.WaitForExitAsync(cancellationToken: Token));
        await replicas.UntilLeadsAsync("three");
        await run.LiftLimitAsync(manifest);

        await run.EndsRightAsync(manifest);
        Assert.Equal(["heirs-1"], history.Names);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task A_leader_that_was_stopped_for_longer_than_its_lease_writes_nothing_when_it_goes_on_and_ends()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(isOperatorStarted: false, cancellationToken: Token));
        await using var replicas = await Replicas.OfAsync(run.Installation);
        await using var proxied = await ProxiedCluster.StartAsync(run.Installation.Space.Cluster, Token);
        var history = new ChildHistory(run.Children);
        var manifest = new Manifest("sleeper", 400) { Replicas = 1, Limit = 2 };
        var old = replicas.Start("old", proxied.KubeConfigFile);
        await replicas.UntilLeadsAsync("old");
        replicas.Start("new");
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        old.Signal(UnixSignal.Stop);
        await old.WaitUntilStoppedAsync(cancellationToken: Token);
        await replicas.UntilLeadsAsync("new");
        proxied.Proxy.Requests.Clear();
        // The old one would scale it, and says how far it is.
        await run.PatchSpecAsync(manifest.Name, new() { ["workers"] = new System.Text.Json.Nodes.JsonObject { ["replicas"] = 2 } });
        old.Signal(UnixSignal.Continue);

        Assert.NotEqual(0, await old.WaitForExitAsync(cancellationToken: Token));
        await run.LiftLimitAsync(manifest);
        Assert.DoesNotContain(proxied.Proxy.Requests.All, request => request.Verb is "create" or "update" or "patch" or "delete" && request.Resource != "leases" && request.Resource != "events");
        await run.EndsRightAsync(manifest);
        Assert.Equal(["sleeper-1"], history.Names);
        await run.LeaveNothingAsync();
    }
}
