using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class WaitTests
{
    [Fact]
    public async Task A_job_that_is_done_is_waited_for_no_longer()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.CompleteAsync("pi");

        Assert.Equal("paralleljob.paralleljobs.io/pi complete: 3.25\n", (await space.RunAsync("wait", "pi")).Succeeded().Output);
        Assert.Equal("paralleljob.paralleljobs.io/pi complete: 3.25\n", (await space.RunAsync("wait", "pi", "--for=condition=Complete")).Succeeded().Output);
        Assert.Equal(1, (await space.RunAsync("wait", "pi", "--for", "failed")).ExitCode);
    }

    [Fact]
    public async Task It_ends_when_the_last_of_several_does_with_the_worst_of_their_codes()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("one");
        await space.CreateJobAsync("two");

        var wait = await space.StartWatchingAsync("wait", "one", "two");
        await space.CompleteAsync("one");
        await wait.WaitForLineAsync(line => line.EndsWith("one complete: 3.25", StringComparison.Ordinal));
        await space.FailAsync("two");
        var ended = await ClusterSpace.EndAsync(wait);

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("pjob: two: Failed: DeadLeaves: 3 items failed; see 'pjob status two'", Assert.Single(ended.ErrorLines));
    }

    [Fact]
    public async Task A_job_that_is_deleted_meanwhile_is_not_found()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var wait = await space.StartWatchingAsync("wait", "pi");
        await space.DeleteAsync("pi");
        var ended = await ClusterSpace.EndAsync(wait);

        Assert.Equal((4, ""), (ended.ExitCode, ended.Output));
        Assert.Equal("pjob: pi: the job was deleted before it came to an end; submit it again", Assert.Single(ended.ErrorLines));
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_not_found()
    {
        await using var space = await ClusterSpace.OpenAsync();

        var ended = await space.RunAsync("wait", "pi");

        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("\"pi\" not found", Assert.Single(ended.ErrorLines));
    }

    [Fact]
    public async Task It_gives_up_in_time()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var ended = await space.RunAsync("wait", "pi", "--timeout", "300ms");

        Assert.Equal((124, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("pjob: wait: not within 0.3 s", Assert.Single(ended.ErrorLines));
    }

    [Theory]
    [InlineData(UnixSignal.Interrupt, 130)]
    [InlineData(UnixSignal.Terminate, 143)]
    public async Task A_signal_ends_waiting_and_not_the_job(UnixSignal signal, int exitCode)
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var wait = await space.StartWatchingAsync("wait", "pi");
        wait.Signal(signal);
        var ended = await ClusterSpace.EndAsync(wait);

        Assert.Equal((exitCode, "", ""), (ended.ExitCode, ended.Output, ended.Errors));
        Assert.Equal("pi", (await space.GetAsync("pi")).Name);
    }

    [Fact]
    public async Task Any_condition_can_be_waited_for()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var wait = await space.StartWatchingAsync("wait", "pi", "--for", "condition=QueueReachable=False");
        await space.SetStatusAsync("pi", """{ "conditions": [ { "type": "QueueReachable", "status": "False", "reason": "Down", "message": "no answer" } ] }""");

        Assert.Equal("paralleljob.paralleljobs.io/pi QueueReachable=False\n", (await ClusterSpace.EndAsync(wait)).Succeeded().Output);
    }

    [Fact]
    public async Task After_a_retry_the_end_before_it_does_not_count()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.FailAsync("pi");
        (await space.RunAsync("retry", "pi")).Succeeded();

        var wait = await space.StartWatchingAsync("wait", "pi");
        // What the operator does: it takes the old end back, and writes a new one.
        await space.SetStatusAsync("pi", """{ "observedGeneration": 2, "retriedFailed": 1, "conditions": [] }""");
        await space.CompleteAsync("pi", "4.5");

        Assert.Equal("paralleljob.paralleljobs.io/pi complete: 4.5\n", (await ClusterSpace.EndAsync(wait)).Succeeded().Output);
    }

    [Fact]
    public async Task A_watch_that_breaks_is_taken_up_again_and_said()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        var wait = await space.StartWatchingAsync("wait", "pi");
        space.Proxy.BreakWatches();
        await wait.WaitForLineAsync(line => line.Contains("again in", StringComparison.Ordinal));
        await space.CompleteAsync("pi");
        var ended = await ClusterSpace.EndAsync(wait);

        Assert.Equal((0, "paralleljob.paralleljobs.io/pi complete: 3.25\n"), (ended.ExitCode, ended.Output));
    }
}
