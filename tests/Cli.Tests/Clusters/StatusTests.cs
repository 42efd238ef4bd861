using System.Text.Json.Nodes;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class StatusTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_nobody_has_looked_at_says_so()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var lines = (await space.RunAsync("status", "pi")).Succeeded().OutputLines;

        Assert.Equal("pi  Pending", lines[0]);
        Assert.Contains("  work       kernel pi over [0,100)", lines);
        Assert.Contains("Conditions: none; no operator has looked at the job yet, see 'pjob doctor'", lines);
    }

    [Fact]
    public async Task Failures_pods_and_events_are_all_there()
    {
        await using var space = await ClusterSpace.OpenAsync();
        var job = await space.CreateJobAsync("pi");
        await space.FailAsync("pi");
        var pod = await CreatePodAsync(space, job);
        await CreateEventAsync(space, "pi.1", new ObjectReference { Kind = "ParallelJob", Namespace = space.Name, Name = "pi", Uid = job.Metadata.Uid }, "Started", "Normal");
        await CreateEventAsync(space, "pod.1", new ObjectReference { Kind = "Pod", Namespace = space.Name, Name = "pi-1-a", Uid = pod.Metadata.Uid }, "BackOff", "Warning");
        await CreateEventAsync(space, "job.1", new ObjectReference { Kind = "Job", Namespace = space.Name, Name = "pi-1", Uid = "1" }, "FailedCreate", "Warning");
        await CreateEventAsync(space, "other.1", new ObjectReference { Kind = "Pod", Namespace = space.Name, Name = "stranger", Uid = "2" }, "Unrelated", "Warning");

        var output = (await space.RunAsync("status", "pi")).Succeeded().Output;

        Assert.Contains("pi  Failed  97%\n", output);
        Assert.Contains("items      97 of 100 completed, 3 failed\n", output);
        Assert.Contains("Failures: 3 items\n  [4,7) after 3 attempts: division by zero\n", output);
        Assert.Contains("CrashLoopBackOff: ended with code 137, OOMKilled", output);
        foreach (var reason in (string[])["Started", "BackOff", "FailedCreate"])
        {
            Assert.Contains($"  {reason}  ", output);
        }

        Assert.DoesNotContain("Unrelated", output);
    }

    [Fact]
    public async Task Who_may_see_only_the_job_sees_the_job()
    {
        await using var space = await ClusterSpace.OpenAsync(server => server.Bob);
        await space.AllowAsync("bob", "get paralleljobs.paralleljobs.io");
        await space.CreateJobAsync("pi");
        await space.CompleteAsync("pi");

        var lines = (await space.RunAsync("status", "pi")).Succeeded().OutputLines;

        Assert.Equal("pi  Complete  100%", lines[0]);
        Assert.Contains("Pods: this user may not list them", lines);
        Assert.Contains("Events: this user may not list them", lines);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var space = await ClusterSpace.OpenAsync();

        Assert.Equal(4, (await space.RunAsync("status", "pi")).ExitCode);
    }

    private static async Task<Pod> CreatePodAsync(ClusterSpace space, JobObject job)
    {
        var pod = new Pod
        {
            Metadata = new ObjectMeta
            {
                Namespace = space.Name,
                Name = "pi-1-a",
                Labels = new Dictionary<string, string> { [JobLabels.JobUid] = job.Metadata.Uid! },
            },
            Spec = new PodSpec { Containers = [new Container { Name = "worker", Image = "worker" }] },
        };
        await space.Client.CreateAsync(pod, cancellationToken: Cancel);
        var status = JsonNode.Parse("""
            {
              "phase": "Running",
              "containerStatuses": [ {
                "name": "worker", "ready": false, "restartCount": 4, "image": "worker", "imageID": "",
                "state": { "waiting": { "reason": "CrashLoopBackOff", "message": "back-off 40s" } },
                "lastState": { "terminated": { "exitCode": 137, "reason": "OOMKilled" } } } ]
            }
            """);
        return await space.Client.PatchAsync<Pod>(space.Name, "pi-1-a", Patch.Merge(new JsonObject { ["status"] = status }), "status", cancellationToken: Cancel);
    }

    private static Task<Event> CreateEventAsync(ClusterSpace space, string name, ObjectReference about, string reason, string type) => space.Client.CreateAsync(
        new Event
        {
            Metadata = new ObjectMeta { Namespace = space.Name, Name = name },
            EventTime = DateTimeOffset.UtcNow,
            ReportingController = "test",
            ReportingInstance = "test",
            Action = "Testing",
            Reason = reason,
            Regarding = about,
            Note = "as the test says",
            Type = type,
        },
        cancellationToken: Cancel);
}
