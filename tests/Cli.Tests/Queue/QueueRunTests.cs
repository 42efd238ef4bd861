using System.Text.Json;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Queue;

/// <summary><c>pjob run --queue</c> with a real server and real processes.</summary>
public sealed class QueueRunTests : IDisposable
{
    private readonly WorkerFolder _folder = new();

    public static TheoryData<string, string[]> SmallJobs => new()
    {
        { "pi", ["--set", "spec.range.end=3000001", "--set", "spec.leafSize=10000"] },
        { "primes", ["--set", "spec.range.end=30000000", "--set", "spec.leafSize=300000"] },
        { "countdown", ["--set", "spec.kernel.parameters.perItem=10000", "--set", "spec.leafSize=100"] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(SmallJobs))]
    public async Task Any_number_of_worker_processes_has_the_digest_of_a_local_run_and_leaves_nothing_behind(string example, string[] smaller)
    {
        string[] run = ["run", Pjob.Example($"{example}.yaml"), .. smaller, "-o", "json"];
        var local = (await Pjob.RunAsync(run)).Succeeded().Json;
        var database = await QueueDatabase.CreateAsync();

        foreach (var workers in (string[])["1", "2", "4"])
        {
            var json = (await Pjob.RunAsync([.. run, "--queue", database.Uri, "--join", _folder.Path, "--workers", workers])).Succeeded().Json;

            Assert.Equal("Complete", json.GetProperty("state").GetString());
            Assert.Equal(local.GetProperty("result").GetRawText(), json.GetProperty("result").GetRawText());
            Assert.Equal(local.GetProperty("completed").GetRawText(), json.GetProperty("completed").GetRawText());
            Assert.Equal(workers, json.GetProperty("workers").GetRawText());
            AssertPhasesAddUp(json);
            await AssertNothingLeftAsync(database);
        }
    }

    [Fact]
    public async Task Slots_in_processes_give_the_same_digest()
    {
        string[] run = ["run", Pjob.Example("pi.yaml"), "--set", "spec.range.end=3000001", "--set", "spec.leafSize=10000", "-o", "json"];
        var local = (await Pjob.RunAsync(run)).Succeeded().Json;
        var database = await QueueDatabase.CreateAsync();

        var json = (await Pjob.RunAsync([.. run, "--queue", database.Uri, "--mode", "Processes", "--slots", "2"])).Succeeded().Json;

        Assert.Equal("Processes", json.GetProperty("mode").GetString());
        Assert.Equal(local.GetProperty("result").GetRawText(), json.GetProperty("result").GetRawText());
    }

    [Theory]
    [InlineData("PGPASSWORD")]
    [InlineData("PGPASSFILE")]
    public async Task A_password_may_stand_outside_of_the_URI(string variable)
    {
        var database = await QueueDatabase.CreateAsync();
        using var file = new TemporaryFile($"127.0.0.1:*:*:*:{database.Password}\n");
        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] run = ["run", Pjob.Example("pi.yaml"), "--set", "spec.range.end=3000001", "--queue", database.UriWithoutPassword, "-o", "json"];

        using var running = Running.Start(
            Pjob.Path, run, new Dictionary<string, string> { [variable] = variable == "PGPASSWORD" ? database.Password : file.Path });

        Assert.Equal("Complete", (await running.EndAsync()).Succeeded().Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_worker_started_by_hand_takes_part_and_hears_the_end()
    {
        var database = await QueueDatabase.CreateAsync();

        // Leaves that take long enough for somebody to join.
        using var manifest = new TemporaryFile(Manifests.WithSpec(
            "range: { start: 0, end: 40 }",
            "leafSize: 1",
            "kernel: { name: sleep, parameters: [ { name: duration, value: 200ms } ] }"));
        using var run = Pjob.Start(
            "run", manifest.Path, "--queue", database.Uri, "--workers", "1", "--slots", "1", "--join", _folder.Path, "--verbose", "-o", "json");
        await run.UntilErrorsSayAsync($"PARALLELJOB_CONFIG={_folder.Path} pjob-worker");
        AssertPrivate();

        using var guest = _folder.Join("guest");
        await WorkerFolder.UntilAsync(async () => await database.LeasesOfAsync("guest") > 0, "a lease of the guest's");
        Assert.Equal(1, await database.AcceptedSpecsAsync());
        var joined = await guest.EndAsync();
        var ended = await run.EndAsync();

        Assert.Equal((0, "pjob: the job is Complete\n"), (joined.ExitCode, joined.Errors));
        Assert.Equal("40", ended.Json.GetProperty("result").GetProperty("value").GetRawText());
        Assert.Equal("[0,40)", ended.Json.GetProperty("result").GetProperty("coverage").GetString());
        await AssertNothingLeftAsync(database);
    }

    [Fact]
    public async Task A_worker_that_is_killed_is_replaced_and_the_result_is_whole()
    {
        string[] slow = ["--set", "spec.range.end=1500", "--set", "spec.leaseDurationSeconds=10", "--set", "spec.kernel.parameters.perItem=5000000"];
        var local = (await Pjob.RunAsync(["run", Pjob.Example("countdown.yaml"), .. slow, "-o", "json"])).Succeeded().Json;
        var database = await QueueDatabase.CreateAsync();
        using var run = Pjob.Start(
            ["run", Pjob.Example("countdown.yaml"), .. slow, "--queue", database.Uri, "--workers", "2", "--join", _folder.Path, "--verbose", "-o", "json"]);
        await run.UntilErrorsSayAsync("running:");

        await Pjob.SignalAsync(_folder.Workers()[0], "KILL");
        await run.UntilErrorsSayAsync("ended: killed by signal 9; starting it again");
        var ended = await run.EndAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(local.GetProperty("result").GetRawText(), ended.Json.GetProperty("result").GetRawText());
        await AssertNothingLeftAsync(database);
    }

    [Fact]
    public async Task A_queue_that_is_away_for_a_while_costs_one_line_and_nothing_of_the_result()
    {
        string[] slow = ["--set", "spec.range.end=1000", "--set", "spec.kernel.parameters.perItem=5000000"];
        var local = (await Pjob.RunAsync(["run", Pjob.Example("countdown.yaml"), .. slow, "-o", "json"])).Succeeded().Json;
        await using var server = await PostgresServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var database = await QueueDatabase.CreateAsync(server);
        using var run = Pjob.Start(
            ["run", Pjob.Example("countdown.yaml"), .. slow, "--queue", database.Uri, "--workers", "2", "--join", _folder.Path, "--verbose", "-o", "json"]);
        await run.UntilErrorsSayAsync("running:");

        await server.KillAsync();
        await run.UntilErrorsSayAsync("going on by itself");
        await server.RestartAsync(TestContext.Current.CancellationToken);
        var ended = await run.EndAsync();

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(local.GetProperty("result").GetRawText(), ended.Json.GetProperty("result").GetRawText());
        Assert.Single(ended.ErrorLines, line => line.EndsWith("going on by itself", StringComparison.Ordinal));
        Assert.DoesNotContain(new Uri(database.Uri).UserInfo.Split(':')[1], ended.Errors);
        await AssertNothingLeftAsync(database);
    }

    private static void AssertPhasesAddUp(JsonElement json)
    {
        var phases = json.GetProperty("contention").GetProperty("phases").EnumerateObject().Sum(phase => phase.Value.GetDouble());
        var slots = json.GetProperty("slots").GetInt32() * json.GetProperty("workers").GetInt32();
        Assert.Equal(1, phases / (slots * json.GetProperty("elapsedSeconds").GetDouble()), 1e-6);
    }

    private async Task AssertNothingLeftAsync(QueueDatabase database)
    {
        Assert.Empty(_folder.Workers());
        Assert.False(_folder.Exists);
        Assert.Equal(0, await database.RowsAsync());
    }

    private void AssertPrivate()
    {
        const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnersFile | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
        var files = Directory.GetFiles(_folder.Path);
        Assert.Equal(["job", "queue", "secret", "spec.yaml"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(OwnersFile, File.GetUnixFileMode(file)));
    }
}
