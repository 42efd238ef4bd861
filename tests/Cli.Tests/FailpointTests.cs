namespace ParallelJobs.Cli.Tests;

/// <summary>Failpoints that a program passes while it computes.</summary>
public sealed class FailpointTests
{
    [Theory]
    [InlineData("before-compute=kill@3")]
    [InlineData("after-compute=kill@3")]
    public async Task The_program_kills_itself_where_it_was_told_to(string failpoints)
    {
        using var run = Start(failpoints);
        var ended = await run.EndAsync();
        Assert.Equal((137, ""), (ended.ExitCode, ended.Output));
    }

    [Fact]
    public async Task A_slot_has_no_connection_to_lose()
    {
        using var run = Start("before-compute=disconnect;after-compute=disconnect");
        Assert.Equal("Complete", (await run.EndAsync()).Succeeded().Json.GetProperty("state").GetString());
    }

    private static Running Start(string failpoints) =>
        Running.Start("env", $"PARALLELJOB_FAILPOINTS={failpoints}", Pjob.Path, "run", Pjob.Example("pi.yaml"), "-o", "json");
}
