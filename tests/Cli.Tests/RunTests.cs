using System.Text.Json;

namespace ParallelJobs.Cli.Tests;

public sealed class RunTests
{
    private static readonly string[] SmallPi = ["run", Pjob.Example("pi.yaml"), "--set", "spec.range.end=3000001", "--set", "spec.leafSize=10000"];

    [Fact]
    public async Task In_a_pipe_the_answer_is_a_few_plain_lines()
    {
        var ended = (await Pjob.RunAsync("run", Pjob.Example("countdown.yaml"))).Succeeded();

        Assert.Equal(3, ended.OutputLines.Length);
        Assert.Equal("countdown  Complete  10000000000", ended.OutputLines[0]);
        Assert.Equal("  coverage  [0,10000)", ended.OutputLines[1]);
        Assert.Matches("^  digest    sha256:[0-9a-f]{64}$", ended.OutputLines[2]);
    }

    [Fact]
    public async Task On_a_terminal_the_answer_says_where_the_time_went()
    {
        var ended = await OnTerminalAsync("");

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("\u001b[32mComplete\u001b[0m", ended.Output);
        foreach (var label in (string[])["items", "time", "spent", "speed-up", "digest", "compute", "run queue"])
        {
            Assert.Contains(label, ended.Output);
        }
    }

    [Fact]
    public async Task On_a_terminal_NO_COLOR_is_respected()
    {
        var ended = await OnTerminalAsync("NO_COLOR=1 ");

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("countdown  Complete  10000000000", ended.Output);
        Assert.DoesNotContain("\u001b[3", ended.Output);
    }

    [Fact]
    public async Task Json_is_one_object_of_exactly_the_documented_members()
    {
        var ended = (await Pjob.RunAsync([.. SmallPi, "-o", "json", "--slots", "2"])).Succeeded();

        Assert.Equal(
            ["name", "state", "result", "items", "completed", "failed", "leaves", "mode", "slots", "workers", "elapsedSeconds", "itemsPerSecond", "contention", "failures"],
            Members(ended.Json));
        Assert.Equal(["value", "digest", "coverage"], Members(ended.Json.GetProperty("result")));
        var contention = ended.Json.GetProperty("contention");
        Assert.Equal(
            ["efficiency", "speedup", "serialFraction", "phases", "runQueueSeconds", "throttledSeconds", "contextSwitches", "lockContentions", "gcPauseSeconds"],
            Members(contention));
        Assert.Equal(["compute", "lease", "commit", "dispatch", "tail"], Members(contention.GetProperty("phases")));
        Assert.Equal(["voluntary", "involuntary"], Members(contention.GetProperty("contextSwitches")));
        Assert.Equal("pi", ended.Json.GetProperty("name").GetString());
        Assert.Equal(3_000_000, ended.Json.GetProperty("items").GetInt64());
        Assert.Equal(300, ended.Json.GetProperty("leaves").GetInt64());
        Assert.Equal(2, ended.Json.GetProperty("slots").GetInt32());
        Assert.Equal("[1,3000001)", ended.Json.GetProperty("result").GetProperty("coverage").GetString());
        Assert.Empty(ended.Json.GetProperty("failures").EnumerateArray());
    }

    [Fact]
    public async Task The_phases_of_all_slots_add_up_to_their_time()
    {
        var json = (await Pjob.RunAsync([.. SmallPi, "-o", "json", "--slots", "2", "--workers", "2"])).Succeeded().Json;

        var phases = json.GetProperty("contention").GetProperty("phases").EnumerateObject().Sum(phase => phase.Value.GetDouble());
        var slotSeconds = 4 * json.GetProperty("elapsedSeconds").GetDouble();
        Assert.InRange(phases, 0.99 * slotSeconds, 1.01 * slotSeconds);
    }

    [Fact]
    public async Task One_slot_has_no_serial_fraction()
    {
        var json = (await Pjob.RunAsync([.. SmallPi, "-o", "json", "--slots", "1"])).Succeeded().Json;

        Assert.Equal(JsonValueKind.Null, json.GetProperty("contention").GetProperty("serialFraction").ValueKind);
    }

    [Fact]
    public async Task A_mean_comes_with_its_standard_error_and_variance()
    {
        var json = (await Pjob.RunAsync("run", Pjob.Example("montecarlo.yaml"), "--set", "spec.range.end=1000000", "-o", "json")).Succeeded().Json;

        var result = json.GetProperty("result");
        Assert.Equal(["value", "digest", "coverage", "standardError", "variance"], Members(result));
        var (mean, variance) = (result.GetProperty("value").GetDouble(), result.GetProperty("variance").GetDouble());

        // Of n darts that are 0 or 4, with mean m: m (4 - m) n/(n-1).
        Assert.Equal(mean * (4 - mean) * 1_000_000 / 999_999, variance, 1e-12);
        Assert.Equal(Math.Sqrt(variance / 1_000_000), result.GetProperty("standardError").GetDouble(), 1e-15);
    }

    [Fact]
    public async Task The_digest_is_the_same_however_the_job_is_run()
    {
        string[][] ways =
        [
            ["--slots", "1"],
            ["--slots", "3"],
            ["--slots", "2", "--workers", "2"],
            ["--mode", "Processes", "--slots", "2"],
            ["--mode", "Processes", "--slots", "1", "--workers", "2", "--set", "spec.schedule.order=Shuffled"],
            ["--set", "spec.schedule.order=Lifo"],
            ["--set", "spec.schedule.order=Shuffled", "--set", "spec.schedule.policy=Guided"],
            ["--set", "spec.schedule.policy=Static"],
            ["--set", "spec.schedule.policy=Dynamic", "--set", "spec.schedule.chunkLeaves=3"],
            ["--set", "spec.schedule.policy=Factoring", "--slots", "4"],
        ];

        var digests = new List<string>();
        foreach (var way in ways)
        {
            var json = (await Pjob.RunAsync([.. SmallPi, .. way, "-o", "json"])).Succeeded().Json;
            Assert.Equal("[1,3000001)", json.GetProperty("result").GetProperty("coverage").GetString());
            digests.Add(json.GetProperty("result").GetProperty("digest").GetString()!);
        }

        Assert.Single(digests.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_manifest_says_mode_and_slots_unless_the_command_line_does()
    {
        var manifest = Manifests.WithSpec(
            "range: { start: 0, end: 10 }", "kernel: { name: countdown }", "workers: { mode: Processes, slots: 1, replicas: 7 }");

        var asWritten = (await Pjob.RunAsync(["run", "-", "-o", "json"], manifest)).Succeeded().Json;
        var asTold = (await Pjob.RunAsync(["run", "-", "-o", "json", "--mode", "Threads", "--slots", "3"], manifest)).Succeeded().Json;

        Assert.Equal(("Processes", 1, 1), SetupOf(asWritten));
        Assert.Equal(("Threads", 3, 1), SetupOf(asTold));
        Assert.Equal(10_000_000, asTold.GetProperty("result").GetProperty("value").GetInt64());
    }

    [Fact]
    public async Task Beyond_its_deadline_a_job_fails_and_says_so()
    {
        using var manifest = new TemporaryFile(Manifests.Endless);

        var ended = await Pjob.RunAsync("run", manifest.Path, "--set", "spec.activeDeadlineSeconds=1", "-o", "json");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("Failed", ended.Json.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, ended.Json.GetProperty("result").GetProperty("value").ValueKind);
        Assert.Equal(["pjob: the job did not end within 1 s; raise spec.activeDeadlineSeconds"], ended.ErrorLines);
    }

    [Fact]
    public async Task A_leaf_beyond_its_timeout_fails_the_job_and_is_named()
    {
        using var manifest = new TemporaryFile(Manifests.WithSpec(
            "range: { start: 0, end: 1 }",
            "kernel: { name: sleep, parameters: [ { name: duration, value: 1000s } ] }",
            "retry: { leafTimeoutSeconds: 1, maxAttempts: 1 }"));

        var ended = await Pjob.RunAsync("run", manifest.Path, "--slots", "1", "-o", "json");

        Assert.Equal(1, ended.ExitCode);
        ended.AssertPlainErrors();
        Assert.Equal("Failed", ended.Json.GetProperty("state").GetString());
        var failure = Assert.Single(ended.Json.GetProperty("failures").EnumerateArray());
        Assert.Equal(["start", "end", "attempts", "message"], Members(failure));
        Assert.Equal(1, failure.GetProperty("attempts").GetInt32());
        var line = Assert.Single(ended.ErrorLines);
        Assert.StartsWith("pjob: items [", line);
        Assert.Contains(failure.GetProperty("message").GetString()!, line);
    }

    [Fact]
    public async Task Verbose_tells_on_stderr_what_is_run()
    {
        var ended = await Pjob.RunAsync("run", Pjob.Example("countdown.yaml"), "--verbose", "--slots", "2");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(
            "pjob: countdown: kernel countdown over [0,10000), 10,000 leaves of 1 item, policy Adaptive, 1 worker of 2 slots, mode Threads",
            ended.ErrorLines[0]);
        Assert.Equal(3, ended.OutputLines.Length);
    }

    /// <summary>Under util-linux <c>script</c>, which gives the program a terminal.</summary>
    private static async Task<Ended> OnTerminalAsync(string environment)
    {
        using var script = Running.Start("script", "-qec", $"env TERM=xterm {environment}{Pjob.Path} run {Pjob.Example("countdown.yaml")}", "/dev/null");
        return await script.EndAsync();
    }

    private static string[] Members(JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];

    private static (string? Mode, int Slots, int Workers) SetupOf(JsonElement json) =>
        (json.GetProperty("mode").GetString(), json.GetProperty("slots").GetInt32(), json.GetProperty("workers").GetInt32());
}
