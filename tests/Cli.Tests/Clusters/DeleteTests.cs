using System.Text.Json.Nodes;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class DeleteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_are_deleted_by_the_names_that_a_list_gives()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("one");
        await space.CreateJobAsync("two");

        var names = (await space.RunAsync("list", "-o", "name")).Succeeded().OutputLines;
        var ended = await space.RunAsync(["delete", .. names]);

        Assert.Equal(["paralleljob.paralleljobs.io/one deleted", "paralleljob.paralleljobs.io/two deleted"], ended.Succeeded().OutputLines);
        Assert.Null(await space.Client.FindAsync<JobObject>(space.Name, "one", Cancel));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_unless_that_does_not_matter()
    {
        await using var space = await ClusterSpace.OpenAsync();

        Assert.Equal(4, (await space.RunAsync("delete", "pi")).ExitCode);
        Assert.Equal("", (await space.RunAsync("delete", "pi", "--ignore-not-found")).Succeeded().Output);
    }

    [Fact]
    public async Task It_waits_until_whoever_holds_the_job_lets_it_go()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await HoldAsync(space, """["example.org/hold"]""");

        var late = await space.RunAsync("delete", "pi", "--wait", "--timeout", "200ms");
        var delete = await space.StartWatchingAsync("delete", "pi", "--wait");
        await HoldAsync(space, "[]");

        Assert.Equal((124, ""), (late.ExitCode, late.Output));
        Assert.Equal("paralleljob.paralleljobs.io/pi deleted\n", (await ClusterSpace.EndAsync(delete)).Succeeded().Output);
    }

    private static Task<JobObject> HoldAsync(ClusterSpace space, string finalizers) => space.Client.PatchAsync<JobObject>(
        space.Name,
        "pi",
        Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = JsonNode.Parse(finalizers) } }),
        cancellationToken: Cancel);
}
