using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class WatchTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task One_job_is_watched_to_its_end_and_the_exit_code_is_as_it_ended(bool isComplete, int exitCode)
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var watch = await space.StartWatchingAsync("watch", "pi");
        await space.SetStatusAsync("pi", """{ "summary": { "state": "Running", "progress": "43%", "workers": "4/4", "rate": "71.9M/s", "eta": "7m52s" } }""");
        await watch.WaitForLineAsync(line => line.Contains("43%", StringComparison.Ordinal));
        await (isComplete ? space.CompleteAsync("pi") : space.FailAsync("pi"));
        var ended = await ClusterSpace.EndAsync(watch);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal(["NAME", "STATE", "PROGRESS", "WORKERS", "RATE", "ETA", "RESULT"], Words(ended.OutputLines[0]));
        Assert.Equal(["pi", "Pending", "-", "-", "-", "-", "-"], Words(ended.OutputLines[1]));
        Assert.Equal(["pi", "Running", "43%", "4/4", "71.9M/s", "7m52s", "-"], Words(ended.OutputLines[2]));
        Assert.Equal(isComplete ? "Complete" : "Failed", Words(ended.OutputLines[^1])[1]);
    }

    [Fact]
    public async Task Jobs_that_come_and_go_are_lines_and_ctrl_c_detaches()
    {
        await using var space = await ClusterSpace.OpenAsync();

        var watch = await space.StartWatchingAsync("watch");
        await space.CreateJobAsync("one");
        await space.CreateJobAsync("two");
        await space.DeleteAsync("one");
        await watch.WaitForLineAsync(line => Words(line) is ["one", "Deleted"]);
        watch.Signal(UnixSignal.Interrupt);
        var ended = await ClusterSpace.EndAsync(watch);

        Assert.Equal((130, ""), (ended.ExitCode, ended.Errors));
        Assert.Equal(["NAME", "one", "two", "one"], ended.OutputLines.Select(line => Words(line)[0]));
        Assert.Equal("two", (await space.GetAsync("two")).Name);
    }

    [Fact]
    public async Task A_change_that_cannot_be_seen_is_no_line()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var watch = await space.StartWatchingAsync("watch", "pi");
        await space.SetStatusAsync("pi", """{ "observedGeneration": 1 }""");
        await space.SetStatusAsync("pi", """{ "observedGeneration": 2 }""");
        await space.DeleteAsync("pi");
        var ended = await ClusterSpace.EndAsync(watch);

        Assert.Equal(4, ended.ExitCode);
        Assert.Equal(["STATE", "Pending", "Deleted"], ended.OutputLines.Select(line => Words(line)[1]));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
