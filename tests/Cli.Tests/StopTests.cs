namespace ParallelJobs.Cli.Tests;

public sealed class StopTests
{
    [Theory]
    [InlineData("INT", "Threads", 130)]
    [InlineData("TERM", "Threads", 143)]
    [InlineData("HUP", "Threads", 129)]
    [InlineData("INT", "Processes", 130)]
    [InlineData("TERM", "Processes", 143)]
    public async Task A_signal_finishes_the_leaves_under_way_and_prints_what_was_done(string signal, string mode, int exitCode)
    {
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Pjob.Start("run", manifest.Path, "--mode", mode, "--slots", "2", "--verbose", "-o", "json");
        await run.UntilErrorsSayAsync("running:");

        await run.SignalAsync(signal);
        var ended = await run.EndAsync();

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Single(ended.ErrorLines, line => line.StartsWith("pjob: stopping", StringComparison.Ordinal));
        ended.AssertPlainErrors();
        Assert.Equal("Interrupted", ended.Json.GetProperty("state").GetString());
        var completed = ended.Json.GetProperty("completed").GetInt64();
        Assert.True(completed > 0, "nothing was done");
        Assert.Equal(completed, Coverage.ItemsIn(ended.Json.GetProperty("result").GetProperty("coverage").GetString()!));
    }

    [Fact]
    public async Task A_second_signal_ends_at_once()
    {
        // A leaf takes an hour and the grace of a drain is a day: without the second signal nothing would end.
        using var manifest = new TemporaryFile(Manifests.WithSpec(
            "range: { start: 0, end: 2 }",
            "kernel: { name: sleep, parameters: [ { name: duration, value: 3600s } ] }",
            "retry: { leafTimeoutSeconds: 86400 }",
            "workers: { terminationGracePeriodSeconds: 3600 }"));
        using var run = Pjob.Start("run", manifest.Path, "--slots", "2", "--verbose");
        await run.UntilErrorsSayAsync("running:");

        await run.SignalAsync("INT");
        await run.UntilErrorsSayAsync("stopping");
        await run.SignalAsync("INT");
        var ended = await run.EndAsync();

        Assert.Equal(130, ended.ExitCode);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task An_experiment_that_is_stopped_prints_no_table()
    {
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Pjob.Start("bench", manifest.Path, "--slots", "1", "--verbose");
        await run.UntilErrorsSayAsync("run 1 of 3");

        await run.SignalAsync("TERM");
        var ended = await run.EndAsync();

        Assert.Equal(143, ended.ExitCode);
        Assert.Equal("", ended.Output);
    }
}
