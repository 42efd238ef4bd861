using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Cluster.Tests;

[Trait("Requires", "Cluster")]
public sealed class JobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_node_is_ready_and_says_what_it_has()
    {
        var cluster = KubernetesCluster.Get();
        using var client = cluster.Client();

        var nodes = (await client.ListAsync<Node>(Selection.All, cancellationToken: Token)).Items;

        Assert.NotEmpty(nodes);
        Assert.All(nodes, node => Assert.True(Pods.IsTrue(node.Status?.Conditions, "Ready"), $"{node.Metadata.Name}: {string.Join(", ", node.Status?.Conditions ?? [])}"));
        Assert.All(nodes, node => Assert.True(int.Parse(node.Status!.Allocatable!["cpu"]) >= 1));
    }

    [Fact]
    public async Task A_job_completes_its_log_is_read_and_the_node_tells_what_it_did()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var jobs = await space.WatchAsync<Job>();
        await using var pods = await space.WatchAsync<Pod>(labels: "job-name=sums");
        await space.Client.CreateAsync(Pods.Job(space.Name, "sums", Pods.Shell("echo $((20 + 22)); echo é")), cancellationToken: Token);

        var ended = await jobs.UntilAsync(space.Key("sums"), Pods.HasEnded, "to end", TestNamespace.PodTime, Token);

        Assert.True(Pods.IsTrue(ended.Status!.Conditions, "Complete"), $"{string.Join(", ", ended.Status.Conditions!)}");
        Assert.Equal(1, ended.Status.Succeeded);
        Assert.NotNull(ended.Status.CompletionTime);
        var pod = Assert.Single(pods.Store.OwnedBy(ended.Metadata.Uid!));
        Assert.Equal("Job", pod.Metadata.ControllerReference!.Kind);
        Assert.Equal("42\né\n", await space.LogAsync(pod.Metadata.Name!));
        await UntilToldAsync(space, pod);
    }

    [Fact]
    public async Task The_exit_code_of_a_container_that_failed_is_in_its_pod()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var pods = await space.WatchAsync<Pod>();
        await space.Client.CreateAsync(
            new Pod { Metadata = new ObjectMeta { Namespace = space.Name, Name = "fails" }, Spec = Pods.Shell("echo bad luck; exit 7") }, cancellationToken: Token);

        var failed = await pods.UntilAsync(space.Key("fails"), pod => pod.Status?.Phase is "Failed" or "Succeeded", "to end", TestNamespace.PodTime, Token);

        Assert.Equal("Failed", failed.Status!.Phase);
        Assert.Equal(7, Assert.Single(failed.Status.ContainerStatuses!).State!.Terminated!.ExitCode);
        Assert.Equal("bad luck\n", await space.LogAsync("fails"));
    }

    /// <summary>Events are written in the background: the last of them may come after the pod's end.</summary>
    private static async Task UntilToldAsync(TestNamespace space, Pod pod)
    {
        await using var events = await space.WatchAsync<Event>();
        await events.UntilAsync(
            store => Reasons(store.List(), pod) is var reasons && ((string[])["Scheduled", "Pulled", "Created", "Started"]).All(reasons.Contains),
            $"the events of pod {pod.Metadata.Name}",
            cancellationToken: Token);
        var started = events.Store.List().First(told => told.Regarding?.Uid == pod.Metadata.Uid && told.Reason == "Started");
        Assert.Equal("Normal", started.Type);
        Assert.Contains("Started container", started.Note, StringComparison.Ordinal);
        Assert.Contains("SuccessfulCreate", events.Store.List().Where(told => told.Regarding?.Kind == "Job").Select(told => told.Reason));
    }

    private static HashSet<string?> Reasons(IEnumerable<Event> events, Pod pod) =>
        events.Where(told => told.Regarding?.Uid == pod.Metadata.Uid).Select(told => told.Reason).ToHashSet(StringComparer.Ordinal);
}
