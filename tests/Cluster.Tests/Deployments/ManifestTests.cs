using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Deployments;

/// <summary>What <c>deploy/</c> puts into a cluster.</summary>
[Trait("Requires", "Cluster")]
public sealed class ManifestTests(DeployedOperator deployed) : IClassFixture<DeployedOperator>
{
    /// <summary>A new verb, or a new resource, is a decision: it is in docs/security.md and here, or it fails.</summary>
    private static readonly string[] Rights =
    [
        "configmaps [create delete get]",
        "events [list]",
        "events.events.k8s.io [create patch]",
        "jobs.batch [create delete get list patch watch]",
        "networkpolicies.networking.k8s.io [create delete]",
        "paralleljobs.paralleljobs.io [get list watch]",
        "paralleljobs.paralleljobs.io/finalizers [update]",
        "paralleljobs.paralleljobs.io/status [update]",
        "pods [get list watch]",
        "secrets [create delete]",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_gets_done_by_an_operator_that_has_these_rights_alone()
    {
        await using var jobs = await deployed.Jobs.WatchAsync<JobResource>();
        await deployed.KubectlAsync(["apply", "--namespace", deployed.Jobs.Name, "--filename", DeployedOperator.PathOf("examples/cluster/placement.yaml")]);

        var ended = await jobs.UntilAsync(deployed.Jobs.Key("placement"), HasEnded, "to end", Installation.AtMost, Token);

        var status = StatusReading.Of(ended);
        Assert.True(Installation.IsTrue(status, ConditionTypes.Complete), $"{ended.Status}");
        Assert.Equal("5761455", status.Result!.Value);
        Assert.Equal("[0,100000000)", status.Result.Coverage);
        foreach (var pod in (await DeployedOperator.PodsAsync(deployed.System)).Where(pod => pod.Metadata.Name!.StartsWith("parallel-job-operator-", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("forbidden", await deployed.System.LogAsync(pod.Metadata.Name!), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_operator_may_do_this_and_nothing_else()
    {
        Assert.Equal(Rights, await RightsAsync(deployed.Jobs.Name));
        Assert.Equal([.. Rights.Append("leases.coordination.k8s.io [create get update]").Order(StringComparer.Ordinal)], await RightsAsync(deployed.System.Name));
    }

    [Theory]
    [InlineData("get", "secrets")]
    [InlineData("list", "secrets")]
    [InlineData("watch", "secrets")]
    [InlineData("patch", "secrets")]
    [InlineData("create", "pods/exec")]
    [InlineData("get", "nodes")]
    public async Task The_operator_is_refused(string verb, string resource)
    {
        await using var kubectl = deployed.System.Cluster.Kubectl(["auth", "can-i", verb, resource, "--namespace", deployed.Jobs.Name, $"--as={Account}"]);

        await kubectl.WaitForExitAsync(cancellationToken: Token);

        Assert.Equal(["no"], kubectl.Output);
    }

    [Fact]
    public async Task Every_pod_is_restricted_the_operator_its_database_and_the_workers()
    {
        await using var pods = await deployed.Jobs.WatchAsync<Pod>("app.kubernetes.io/managed-by=parallel-job-operator");
        await deployed.KubectlAsync(["apply", "--namespace", deployed.Jobs.Name, "--filename", DeployedOperator.PathOf("examples/cluster/suspend-and-scale.yaml")]);
        await pods.UntilAsync(store => store.List().Any(pod => pod.Metadata.Name!.StartsWith("suspend-and-scale-", StringComparison.Ordinal)), "a worker", TestNamespace.PodTime, Token);
        var ofOperator = await DeployedOperator.PodsAsync(deployed.System);
        var workers = pods.Store.List();

        Assert.Equal(3, ofOperator.Count(pod => pod.Status?.Phase == "Running"));
        Assert.All([.. ofOperator, .. workers], Restricted.Check);
        Assert.All([.. workers, .. ofOperator.Where(pod => pod.Metadata.Name == "parallel-job-postgres-0")], Restricted.CheckNoToken);
        await deployed.Jobs.Client.DeleteAsync<JobResource>(deployed.Jobs.Name, "suspend-and-scale", cancellationToken: Token);
    }

    [Fact]
    public async Task Installing_again_changes_no_secret_and_starts_no_pod_anew()
    {
        var before = await StateAsync();

        await deployed.InstallAsync();

        Assert.Equal(before, await StateAsync());
    }

    private string Account => $"system:serviceaccount:{deployed.System.Name}:parallel-job-operator";

    /// <summary>Of resources; every account may ask what it may, and see which API there is.</summary>
    private async Task<IEnumerable<string>> RightsAsync(string @namespace) =>
        from line in await deployed.KubectlAsync(["auth", "can-i", "--list", "--namespace", @namespace, $"--as={Account}"])
        where !line.StartsWith(' ') && !line.StartsWith("Resources ", StringComparison.Ordinal) && !line.StartsWith("selfsubject", StringComparison.Ordinal)
        let right = $"{line[..line.IndexOf(' ', StringComparison.Ordinal)]} {line[line.LastIndexOf('[')..]}"
        orderby right
        select right;

    private async Task<IEnumerable<string>> StateAsync()
    {
        var secrets = (await deployed.System.Client.ListAsync<Secret>(new Selection(deployed.System.Name), Token)).Items;
        return
        [
            .. secrets.Select(secret => $"{secret.Metadata.Name} {secret.Metadata.ResourceVersion}").Order(StringComparer.Ordinal),
            .. (await DeployedOperator.PodsAsync(deployed.System)).Select(pod => pod.Metadata.Uid!).Order(StringComparer.Ordinal),
        ];
    }

    private static bool HasEnded(JobResource job)
    {
        var status = StatusReading.Of(job);
        return Installation.IsTrue(status, ConditionTypes.Complete) || Installation.IsTrue(status, ConditionTypes.Failed);
    }
}
