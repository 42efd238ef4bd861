using ParallelJobs.Cli.Clusters;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class SteeringTests
{
    [Fact]
    public async Task A_job_is_suspended_resumed_scaled_and_cancelled_and_nothing_else_changes()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi", """, "workers": { "slots": 3 }""");

        Assert.Equal("paralleljob.paralleljobs.io/pi suspended\n", (await space.RunAsync("suspend", "pi")).Succeeded().Output);
        Assert.True((await space.GetAsync("pi")).Wants("suspend"));
        Assert.Equal("paralleljob.paralleljobs.io/pi unchanged\n", (await space.RunAsync("suspend", "pi")).Succeeded().Output);
        Assert.Equal("paralleljob.paralleljobs.io/pi resumed\n", (await space.RunAsync("resume", "pi")).Succeeded().Output);
        Assert.False((await space.GetAsync("pi")).Wants("suspend"));
        Assert.Equal("paralleljob.paralleljobs.io/pi scaled to 7\n", (await space.RunAsync("scale", "pi", "--replicas", "7")).Succeeded().Output);
        Assert.Equal("paralleljob.paralleljobs.io/pi unchanged\n", (await space.RunAsync("scale", "pi", "--replicas", "7")).Succeeded().Output);
        Assert.Equal("paralleljob.paralleljobs.io/pi cancelled\n", (await space.RunAsync("cancel", "pi")).Succeeded().Output);

        var job = await space.GetAsync("pi");
        Assert.True(job.Wants("cancel"));
        Assert.True(job.HasReplicas(7));
        Assert.Equal("3", job.At("spec", "workers", "slots").ToString());
    }

    [Fact]
    public async Task A_job_without_workers_in_its_spec_can_be_scaled()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");

        (await space.RunAsync("scale", "pi", "--replicas", "0")).Succeeded();

        Assert.True((await space.GetAsync("pi")).HasReplicas(0));
    }

    [Fact]
    public async Task What_has_ended_is_not_steered_any_more()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.CompleteAsync("pi");

        foreach (var arguments in (string[][])[["suspend", "pi"], ["cancel", "pi"], ["scale", "pi", "--replicas", "2"]])
        {
            var line = Assert.Single((await space.RunAsync(arguments)).Refused());
            Assert.StartsWith($"pjob: {arguments[0]}: pi has ended: Complete; ", line);
        }
    }

    [Fact]
    public async Task Several_jobs_each_have_their_turn()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("one");
        await space.CreateJobAsync("two");

        var ended = await space.RunAsync("suspend", "one", "missing", "two");

        Assert.Equal(4, ended.ExitCode);
        Assert.True((await space.GetAsync("two")).Wants("suspend"));
        Assert.Contains("\"missing\" not found", Assert.Single(ended.ErrorLines));
    }

    [Fact]
    public async Task A_retry_counts_up_whatever_the_operator_writes_meanwhile()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.FailAsync("pi");

        var retries = Enumerable.Range(0, 4).Select(_ => space.RunAsync("retry", "pi")).ToArray();
        foreach (var ended in await Task.WhenAll(retries))
        {
            Assert.Equal("paralleljob.paralleljobs.io/pi to be retried\n", ended.Succeeded().Output);
        }

        Assert.Equal(4, (await space.GetAsync("pi")).Retries());
    }

    [Fact]
    public async Task Of_a_job_without_failed_items_nothing_is_tried_again()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.CompleteAsync("pi");

        Assert.Equal(
            ["pjob: retry: pi is complete and no item of it failed; there is nothing to try again"], (await space.RunAsync("retry", "pi")).Refused());
    }
}
