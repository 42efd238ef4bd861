using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Http;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Jobs;

[Trait("Requires", "Faults")]
public sealed class DeletionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_namespace_that_is_deleted_under_way_goes_with_all_that_is_in_it()
    {
        // The operator lives elsewhere, as its lease does.
        await using var home = await TestNamespace.CreateAsync();
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(
            settings: new Dictionary<string, string?> { ["PARALLELJOB_NAMESPACE"] = home.Name }, cancellationToken: Token));
        await run.ApplyAsync(new Manifest("doomed", 1000) { Workers = ", terminationGracePeriodSeconds: 2" });
        await run.ApplyAsync(new Manifest("asleep", 1000) { More = "  suspend: true" });
        await run.UntilDoneAsync("doomed", 1);

        await run.Installation.Client.DeleteAsync<Namespace>(@namespace: null, run.Installation.Namespace, cancellationToken: Token);

        await run.Installation.UntilNothingIsLeftAsync(cancellationToken: Token);
        await Question.UntilYesAsync(
            async token => await run.Installation.Client.FindAsync<Namespace>(@namespace: null, run.Installation.Namespace, token) is null,
            "the namespace to be gone",
            Installation.AtMost,
            Token);
        Assert.False(run.Installation.Operator.HasExited, $"{run.Installation.Operator}");
    }

    [Fact]
    public async Task A_job_that_is_deleted_and_made_anew_while_nobody_hears_of_it_is_another_one()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(isOperatorStarted: false, cancellationToken: Token));
        await using var proxied = await ProxiedCluster.StartAsync(run.Installation.Space.Cluster, Token);
        run.Installation.StartOperator(new Dictionary<string, string?> { ["KUBECONFIG"] = proxied.KubeConfigFile });
        var first = new Manifest("twice", 100_000) { Replicas = 1, Workers = ", terminationGracePeriodSeconds: 1" };
        await run.ApplyAsync(first);
        await run.UntilDoneAsync(first.Name, 1);
        var uid = run.Installation.Jobs.Store.Find(run.Installation.Space.Key(first.Name))!.Metadata.Uid!;

        // The watch is silent, and then too old to be resumed: the operator lists.
        proxied.Proxy.HoldWatches();
        await run.Installation.Client.DeleteAsync<JobResource>(run.Installation.Namespace, first.Name, cancellationToken: Token);
        await run.Installation.Jobs.UntilGoneAsync(run.Installation.Space.Key(first.Name), cancellationToken: Token);
        var second = new Manifest("twice", 50) { Replicas = 1 };
        await run.ApplyAsync(second);
        proxied.Proxy.Faults.Next(ApiFault.Succeed($"{ApiFault.ExpiredEvent}\n"), request => request is { Verb: "watch", Resource: "paralleljobs" });
        proxied.Proxy.BreakWatches();
        proxied.Proxy.ReleaseWatches();

        await run.EndsRightAsync(second);
        await Question.UntilYesAsync(
            async token => await run.Installation.Postgres.Server.ExecuteAsync(
                run.Installation.Database, $"SELECT count(*) FROM paralleljobs.job WHERE id = '{uid}'", token) is 0L,
            "the rows of the first to be gone",
            TimeSpan.FromMinutes(1),
            Token);
        await run.LeaveNothingAsync();
    }
}
