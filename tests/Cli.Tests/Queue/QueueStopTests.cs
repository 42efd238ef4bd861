using System.Text.Json;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Queue;

/// <summary>Runs on a queue that are ended from outside.</summary>
public sealed class QueueStopTests : IDisposable
{
    private readonly WorkerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_signal_drains_the_workers_prints_what_was_done_and_leaves_nothing_behind(string signal, int exitCode)
    {
        var database = await QueueDatabase.CreateAsync();
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Start(manifest, database, "--workers", "2");
        await run.UntilErrorsSayAsync("running:");

        await run.SignalAsync(signal);
        var ended = await run.EndAsync();

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal(2, ended.ErrorLines.Count(line => line.Contains("told to stop: what was computed is settled", StringComparison.Ordinal)));
        AssertCounted("Interrupted", ended.Json);
        await AssertNothingLeftAsync(database);
    }

    [Fact]
    public async Task The_jobs_deadline_drains_the_workers_and_fails_the_run()
    {
        var database = await QueueDatabase.CreateAsync();
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Start(manifest, database, "--set", "spec.activeDeadlineSeconds=5");
        var ended = await run.EndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.EndsWith("the job did not end within 5 s; raise spec.activeDeadlineSeconds", ended.ErrorLines[^1]);

        // On a busy machine the deadline may come before the first leaf.
        AssertCounted("Failed", ended.Json, atLeast: 0);
        await AssertNothingLeftAsync(database);
    }

    [Fact]
    public async Task A_terminal_that_is_closed_drains_the_run_though_its_workers_hear_of_it_too()
    {
        var database = await QueueDatabase.CreateAsync();
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Start(manifest, database, "--workers", "2");
        await run.UntilErrorsSayAsync("running:");

        await Task.WhenAll(_folder.Workers().Append(run.Id).Select(process => Pjob.SignalAsync(process, "HUP")));
        var ended = await run.EndAsync();

        Assert.Equal(129, ended.ExitCode);
        Assert.DoesNotContain("starting it again", ended.Errors);
        AssertCounted("Interrupted", ended.Json);
        await AssertNothingLeftAsync(database);
    }

    [Fact]
    public async Task A_worker_that_joined_hears_of_a_run_that_was_stopped()
    {
        var database = await QueueDatabase.CreateAsync();
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Start(manifest, database);
        await run.UntilErrorsSayAsync("running:");
        using var guest = _folder.Join("guest");
        await WorkerFolder.UntilAsync(async () => await database.LeasesOfAsync("guest") > 0, "a lease of the guest's");

        await run.SignalAsync("INT");
        var joined = await guest.EndAsync();

        Assert.Equal((0, "pjob: the job is Cancelled\n"), (joined.ExitCode, joined.Errors));
        Assert.Equal(130, (await run.EndAsync()).ExitCode);
        await AssertNothingLeftAsync(database);
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_the_queue_is_away_ends_and_says_what_it_could_not_do()
    {
        await using var server = await PostgresServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var database = await QueueDatabase.CreateAsync(server);
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Start(
            manifest, database, "--set", "spec.workers.terminationGracePeriodSeconds=5", "--set", "spec.leaseDurationSeconds=10");
        await run.UntilErrorsSayAsync("running:");

        await server.KillAsync();
        await run.UntilErrorsSayAsync("going on by itself");
        await run.SignalAsync("INT");
        var ended = await run.EndAsync();

        Assert.Equal(130, ended.ExitCode);
        Assert.Contains(ended.ErrorLines, line => line.StartsWith("pjob: the last results could not be folded", StringComparison.Ordinal));
        Assert.Contains(ended.ErrorLines, line => line.EndsWith("could not be removed from the queue; its rows are still there", StringComparison.Ordinal));
        Assert.Equal("Interrupted", ended.Json.GetProperty("state").GetString());
        Assert.False(_folder.Exists);
        Assert.Empty(_folder.Workers());
    }

    [Fact]
    public async Task A_second_signal_ends_the_workers_too_and_takes_the_folder_away()
    {
        var database = await QueueDatabase.CreateAsync();

        // A leaf takes an hour and the grace of a drain too: without the second signal nothing would end.
        using var manifest = new TemporaryFile(Manifests.WithSpec(
            "range: { start: 0, end: 2 }",
            "kernel: { name: sleep, parameters: [ { name: duration, value: 3600s } ] }",
            "retry: { leafTimeoutSeconds: 86400 }",
            "workers: { terminationGracePeriodSeconds: 3600 }"));
        using var run = Start(manifest, database, "--workers", "2");
        await run.UntilErrorsSayAsync("running:");

        await run.SignalAsync("INT");
        await run.UntilErrorsSayAsync("stopping");
        await run.SignalAsync("INT");
        var ended = await run.EndAsync();

        Assert.Equal((130, ""), (ended.ExitCode, ended.Output));
        Assert.False(_folder.Exists);
        await _folder.UntilNoWorkersAsync();
    }

    [Fact]
    public async Task Workers_do_not_outlive_a_run_that_is_killed()
    {
        var database = await QueueDatabase.CreateAsync();
        using var manifest = new TemporaryFile(Manifests.Endless);
        using var run = Start(manifest, database, "--workers", "2");
        await run.UntilErrorsSayAsync("running:");
        Assert.Equal(2, _folder.Workers().Count);

        await run.SignalAsync("KILL");

        await _folder.UntilNoWorkersAsync();
    }

    private Running Start(TemporaryFile manifest, QueueDatabase database, params string[] more) => Pjob.Start(
        ["run", manifest.Path, "--queue", database.Uri, "--slots", "1", "--join", _folder.Path, "--verbose", "-o", "json", .. more]);

    /// <summary>What is in the result is what was settled.</summary>
    private static void AssertCounted(string state, JsonElement json, long atLeast = 1)
    {
        Assert.Equal(state, json.GetProperty("state").GetString());
        var completed = json.GetProperty("completed").GetInt64();
        Assert.True(completed >= atLeast, $"{completed} items were done");
        Assert.Equal(completed, Coverage.ItemsIn(json.GetProperty("result").GetProperty("coverage").GetString()!));
    }

    private async Task AssertNothingLeftAsync(QueueDatabase database)
    {
        Assert.Empty(_folder.Workers());
        Assert.False(_folder.Exists);
        Assert.Equal(0, await database.RowsAsync());
    }
}
