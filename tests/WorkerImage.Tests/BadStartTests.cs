using System.Net;
using System.Net.Sockets;
using ParallelJobs.Engine.Workers;

namespace ParallelJobs.WorkerImage.Tests;

/// <summary>What ends the program before it works.</summary>
public sealed class BadStartTests : IDisposable
{
    private readonly WorkerFiles _files = new();

    [Fact]
    public async Task Without_any_settings_it_says_what_it_needs()
    {
        Assert.Equal(
            ["PARALLELJOB_QUEUE", "PARALLELJOB_JOB", "PARALLELJOB_SECRET", "PARALLELJOB_SPEC_FILE"],
            (await RefusedAsync([])).Select(line => line.Split(' ')[1].TrimEnd(':')));
    }

    [Fact]
    public async Task Bad_settings_are_told_all_at_once()
    {
        _files.Write(WorkerConfigFolder.Job, "mine");
        _files.Write(WorkerConfigFolder.Secret, "do-not-tell");
        var lines = await RefusedAsync(_files.Environment((WorkerVariables.Slots, "none")));
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain("do-not-tell", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failpoints_that_do_not_exist_are_refused()
    {
        var line = Assert.Single(await RefusedAsync(_files.Environment((WorkerVariables.FailpointList, "before-lunch=kill"))));
        Assert.StartsWith("pjob-worker: PARALLELJOB_FAILPOINTS: 'before-lunch=kill' has no known point", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var worker = WorkerProcess.Start(_files.Environment((WorkerVariables.HealthPort, $"{port}")));
        Assert.Equal((2, ""), await worker.EndAsync());
        Assert.StartsWith(
            $"pjob-worker: PARALLELJOB_HEALTH_PORT: port {port} cannot be listened on: ",
            Assert.Single(worker.Errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_refused() =>
        Assert.Equal(
            ["pjob-worker: unknown argument '--slots 3'; the environment configures this program, see --help"],
            await RefusedAsync([], "--slots", "3"));

    [Theory]
    [InlineData("--version", "0.1.0")]
    [InlineData("--help", "PARALLELJOB_QUEUE")]
    public async Task It_tells_its_version_and_what_configures_it(string argument, string output)
    {
        using var worker = WorkerProcess.Start(new Dictionary<string, string>(StringComparer.Ordinal), argument);
        var ended = await worker.EndAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains(output, ended.Output, StringComparison.Ordinal);
        Assert.Empty(worker.Errors);
    }

    [Fact]
    public async Task As_a_slot_it_needs_no_settings_and_ends_with_its_input()
    {
        using var slot = WorkerProcess.Start(new Dictionary<string, string>(StringComparer.Ordinal), "slot");
        Assert.Equal((0, ""), await slot.EndAsync());
        Assert.Empty(slot.Errors);
    }

    public void Dispose() => _files.Dispose();

    private static async Task<IReadOnlyList<string>> RefusedAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var worker = WorkerProcess.Start(environment, arguments);
        Assert.Equal((2, ""), await worker.EndAsync());
        Assert.All(worker.Errors, line => Assert.StartsWith("pjob-worker: ", line, StringComparison.Ordinal));
        return worker.Errors;
    }
}
