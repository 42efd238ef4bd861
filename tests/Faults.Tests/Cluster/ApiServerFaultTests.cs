using System.Net;
using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;
using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Faults.Tests.Cluster;

[Trait("Requires", "Faults")]
public sealed class ApiServerFaultTests
{
    private const int OneIn = 3;

    private static readonly ApiFault[] Faults =
    [
        ApiFault.Answer(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(1)),
        ApiFault.Answer(HttpStatusCode.InternalServerError, "InternalError"),
        ApiFault.Html(HttpStatusCode.BadGateway),
        ApiFault.Break,
        ApiFault.LoseAnswer,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Down for as long as it takes the leader to give up its lease, which is all that a longer time would show too.</summary>
    [Fact]
    public async Task Workers_go_on_without_the_API_server_and_the_operator_that_is_started_again_meanwhile_waits_for_it()
    {
        var tools = ClusterTools.Get();
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var history = new ChildHistory(run.Children);
        var manifest = new Manifest("unattended", 400) { Limit = 20 };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);
        TestProcess next;

        await tools.KillAsync(ClusterTools.ApiServer);
        try
        {
            Assert.NotEqual(0, await run.Installation.Operator.WaitForExitAsync(cancellationToken: Token));
            // As its container would be.
            next = run.Installation.StartOperator();
            await run.UntilComputedAsync();
            Assert.False(next.HasExited, $"{next}");
        }
        finally
        {
            await tools.RestoreAsync();
        }

        await run.EndsRightAsync(manifest);
        Assert.False(next.HasExited, $"{next}");
        Assert.Equal(["unattended-1"], history.Names);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task One_request_in_three_fails_in_every_way_and_the_job_ends_right()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(isOperatorStarted: false, cancellationToken: Token));
        await using var proxied = await ProxiedCluster.StartAsync(run.Installation.Space.Cluster, Token);
        var history = new ChildHistory(run.Children);
        // Taken in order; the chance is called by one request at a time.
        foreach (var fault in Faults)
        {
            proxied.Proxy.Faults.Always(fault, request => request.Resource != "leases" && run.Chance.Next(OneIn * Faults.Length) == 0);
        }

        proxied.Proxy.Faults.Always(
            ApiFault.Answer(HttpStatusCode.Conflict, "Conflict"), request => request is { Verb: "update", Resource: "paralleljobs" } && run.Chance.Next(OneIn) == 0);
        run.Installation.StartOperator(new Dictionary<string, string?> { ["KUBECONFIG"] = proxied.KubeConfigFile });
        var manifest = new Manifest("storm", 300) { Limit = 2 };
        await run.ApplyAsync(manifest);

        await run.UntilDoneAsync(manifest.Name, 1);
        await run.PatchSpecAsync(manifest.Name, new() { ["workers"] = new System.Text.Json.Nodes.JsonObject { ["replicas"] = 3 } });
        await run.Pods.UntilAsync(_ => run.Running.Count == 3, "three workers to run", Installation.AtMost, Token);
        await run.LiftLimitAsync(manifest);

        await run.EndsRightAsync(manifest);
        Assert.Equal(["storm-1"], history.Names);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task Watches_that_say_nothing_any_more_keep_nobody_from_computing_and_all_is_heard_when_they_break()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(isOperatorStarted: false, cancellationToken: Token));
        await using var proxied = await ProxiedCluster.StartAsync(run.Installation.Space.Cluster, Token);
        run.Installation.StartOperator(new Dictionary<string, string?> { ["KUBECONFIG"] = proxied.KubeConfigFile });
        var manifest = new Manifest("deaf", 200) { Limit = 20 };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        proxied.Proxy.HoldWatches();
        await run.UntilComputedAsync();
        var gone = new Manifest("gone", 100) { Replicas = 1 };
        await run.ApplyAsync(gone);
        proxied.Proxy.BreakWatches();
        proxied.Proxy.ReleaseWatches();

        await run.EndsRightAsync(gone);
        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }
}
