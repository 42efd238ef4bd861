using System.Net;
using System.Text.Json;
using ParallelJobs.Engine.Workers;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.WorkerImage.Tests;

/// <summary>A worker whose queue cannot be reached: alive, not ready, and gone when it is told to.</summary>
public sealed class LostQueueTests : IDisposable
{
    private readonly WorkerFiles _files = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task A_worker_without_its_queue_is_live_and_not_ready()
    {
        var port = FreePort.Next();
        using var worker = WorkerProcess.Start(_files.Environment((WorkerVariables.HealthPort, $"{port}")));
        await worker.UntilLogSaysAsync("QueueAway");

        Assert.Equal((HttpStatusCode.OK, "live\n"), await GetAsync(port, "live"));
        var (status, reason) = await GetAsync(port, "ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("the queue has not answered yet, ", reason, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(port, "")).Status);

        // Also while it drains.
        worker.Send(UnixSignal.Terminate);
        await worker.UntilLogSaysAsync("Stopping");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(port, "live")).Status);
        Assert.Equal(143, (await worker.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData(UnixSignal.Terminate, 143)]
    [InlineData(UnixSignal.Interrupt, 130)]
    [InlineData(UnixSignal.Hangup, 129)]
    public async Task A_signal_ends_it_with_the_signals_code_though_the_queue_stays_away(UnixSignal signal, int code)
    {
        using var worker = WorkerProcess.Start(_files.Environment());
        await worker.UntilLogSaysAsync("QueueAway");
        worker.Send(signal);
        var ended = await worker.UntilLogSaysAsync("Ended");
        Assert.StartsWith(
            "told to stop, and the queue did not answer within the grace",
            ended.GetProperty("Properties").GetProperty("Reason").GetString(),
            StringComparison.Ordinal);
        Assert.Equal((code, ""), await worker.EndAsync());
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        // The grace is a day: without the second signal nothing would end.
        using var worker = WorkerProcess.Start(_files.Environment((WorkerVariables.GraceSeconds, "86400")));
        await worker.UntilLogSaysAsync("QueueAway");
        worker.Send(UnixSignal.Terminate);
        await worker.UntilLogSaysAsync("Stopping");
        worker.Send(UnixSignal.Interrupt);
        Assert.Equal(130, (await worker.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task The_log_is_one_json_object_a_line_and_shows_no_secret()
    {
        using var worker = WorkerProcess.Start(_files.Environment((WorkerVariables.Name, "anna"), (WorkerVariables.Slots, "3")));
        var started = (await worker.UntilLogSaysAsync("Started")).GetProperty("Properties");
        Assert.Equal(("anna", 3), (started.GetProperty("Worker").GetString(), started.GetProperty("Slots").GetInt32()));
        await worker.UntilLogSaysAsync("QueueAway");
        worker.Send(UnixSignal.Terminate);
        await worker.EndAsync();
        Assert.All(worker.Errors, line =>
        {
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind);
            Assert.DoesNotContain("do-not-tell", line, StringComparison.Ordinal);
            Assert.DoesNotContain("aaaaaaaa", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Only_what_is_severe_enough_is_logged()
    {
        using var worker = WorkerProcess.Start(_files.Environment((WorkerVariables.LogLevel, "Warning")));
        await worker.UntilLogSaysAsync("QueueAway");
        worker.Send(UnixSignal.Terminate);
        await worker.EndAsync();
        Assert.All(worker.Errors, line => Assert.Equal("QueueAway", WorkerProcess.NameOf(JsonDocument.Parse(line).RootElement)));
    }

    public void Dispose()
    {
        _http.Dispose();
        _files.Dispose();
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(int port, string check)
    {
        using var response = await _http.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz/{check}"), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
