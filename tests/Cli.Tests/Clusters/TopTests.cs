namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class TopTests
{
    [Fact]
    public async Task In_a_pipe_it_is_one_table_with_the_fastest_job_first_and_no_job_that_has_ended()
    {
        await using var space = await ClusterSpace.OpenAsync();
        foreach (var (name, rate) in ((string, string)[])[("slow", "999/s"), ("fast", "1.5G/s"), ("middle", "20.0k/s"), ("done", "9.0G/s")])
        {
            await space.CreateJobAsync(name);
            await space.SetStatusAsync(name, $$"""{ "summary": { "state": "Running", "rate": "{{rate}}" }, "workers": { "ready": 2 } }""");
        }

        await space.CompleteAsync("done");

        var lines = (await space.RunAsync("top")).Succeeded().OutputLines;

        Assert.Equal("3 jobs, 6 workers ready, 1.50G items/s", lines[0]);
        Assert.Equal(["NAME", "fast", "middle", "slow"], lines[1..].Select(line => line.Split(' ')[0]));
    }
}
