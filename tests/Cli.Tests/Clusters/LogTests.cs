using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Tests.Clusters;

/// <summary>No pod runs on an API server alone: an API server in memory, and logs that the test writes.</summary>
public sealed class LogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_line_has_the_name_of_its_pod_and_of_its_container_where_there_are_several()
    {
        using var space = new LoggingServer();
        var job = await space.CreateJobAsync();
        await space.CreatePodAsync(job, "pi-1-a", "worker");
        await space.CreatePodAsync(job, "pi-1-b", "worker", "program");
        await space.CreatePodAsync(null, "stranger", "worker");
        space.Logs["pi-1-a/worker"] = "one\ntwo\n";
        space.Logs["pi-1-b/worker"] = "three\n";
        space.Logs["pi-1-b/program"] = "four";

        var output = new StringWriter { NewLine = "\n" };
        var pods = await new WorkerLogs(space.Session, new LogRequest(Follow: false, Tail: 5, TimeSpan.FromMilliseconds(1500), Previous: true), output, Ink.Plain).CopyAsync(job, Cancel);

        Assert.Equal(2, pods);
        Assert.Equal("[pi-1-a] one\n[pi-1-a] two\n[pi-1-b/worker] three\n[pi-1-b/program] four\n", output.ToString());
        Assert.All(space.Asked, query => Assert.EndsWith("&previous=true&tailLines=5&sinceSeconds=2", query));
    }

    [Fact]
    public async Task A_pod_whose_log_is_not_there_does_not_keep_the_others_from_being_read()
    {
        using var space = new LoggingServer();
        var job = await space.CreateJobAsync();
        await space.CreatePodAsync(job, "pi-1-a", "worker");
        await space.CreatePodAsync(job, "pi-1-b", "worker");
        space.Logs["pi-1-b/worker"] = "here\n";

        var output = new StringWriter { NewLine = "\n" };
        await new WorkerLogs(space.Session, new LogRequest(false, null, null, false), output, Ink.Plain).CopyAsync(job, Cancel);

        Assert.Equal("[pi-1-b] here\n", output.ToString());
    }

    [Fact]
    public async Task Following_takes_in_later_pods_and_restarts_and_ends_with_the_job()
    {
        using var space = new LoggingServer();
        var job = await space.CreateJobAsync();
        space.Logs["pi-1-a/worker"] = "first\n";
        await space.CreatePodAsync(job, "pi-1-a", "worker");
        var output = new StringWriter { NewLine = "\n" };

        var following = new WorkerLogs(space.Session, new LogRequest(true, 1, null, false), output, Ink.Plain).FollowAsync(job, Cancel);
        await space.Server.Requests.UntilAsync(1, request => request is { Verb: "watch", Resource: "pods" }, cancellationToken: Cancel);
        space.Logs["pi-1-b/worker"] = "second\n";
        await space.CreatePodAsync(job, "pi-1-b", "worker");
        await space.UntilAskedAsync("pi-1-b");
        space.Logs["pi-1-a/worker"] = "again\n";
        await space.RestartAsync("pi-1-a");
        await space.UntilAskedAsync("pi-1-a", times: 2);
        await space.CompleteAsync();
        await following.WaitAsync(TimeSpan.FromMinutes(1), Cancel);

        Assert.Equal(["[pi-1-a] again", "[pi-1-a] first", "[pi-1-b] second"], output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        // What began anew while it was followed is wanted from its beginning.
        Assert.Contains("pi-1-a?container=worker&follow=true", space.Asked);
        Assert.Contains("pi-1-a?container=worker&follow=true&tailLines=1", space.Asked);
    }

    [Fact]
    public async Task Without_the_right_to_logs_following_ends()
    {
        using var space = new LoggingServer { Refuses = true };
        var job = await space.CreateJobAsync();
        await space.CreatePodAsync(job, "pi-1-a", "worker");

        var following = new WorkerLogs(space.Session, new LogRequest(true, null, null, false), TextWriter.Null, Ink.Plain).FollowAsync(job, Cancel);
        var refused = await Assert.ThrowsAsync<KubernetesException>(() => following.WaitAsync(TimeSpan.FromMinutes(1), Cancel));

        Assert.True(refused.IsForbidden);
        Assert.Equal(5, ClusterFailure.Of(refused, "pi")!.ExitCode);
    }

    [Fact]
    public void A_path_asks_for_no_more_than_is_wanted()
    {
        Assert.Equal("api/v1/namespaces/n/pods/p/log?container=c&follow=true", new LogRequest(true, 3, TimeSpan.FromHours(1), false).PathOf("n", "p", "c", whole: true));
        Assert.Equal("api/v1/namespaces/n/pods/p/log?container=c&tailLines=3&sinceSeconds=3600", new LogRequest(false, 3, TimeSpan.FromHours(1), false).PathOf("n", "p", "c"));
    }
}
