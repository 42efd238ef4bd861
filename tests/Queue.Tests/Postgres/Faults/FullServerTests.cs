using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>The server has no space left. That passes as any outage does.</summary>
public sealed class FullServerTests
{
    private const long Size = 160L << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Workers_and_folders_wait_until_a_full_server_has_space_again()
    {
        await using var disk = await SmallDisk.MountAsync(Size);
        var options = new PostgresOptions
        {
            Parent = disk.Path,
            Settings = new Dictionary<string, string> { ["min_wal_size"] = "32MB", ["max_wal_size"] = "32MB", ["shared_buffers"] = "8MB" },
        };
        await using var server = await PostgresServer.StartAsync(options, Token);
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(8_000));
        PatientQueue[] queues = [.. Enumerable.Range(0, 3).Select(_ => new PatientQueue(job.Connect()))];
        var working = Task.WhenAll(queues.Select(queue => Task.Run(() => job.WorkAsync(queue, 4), Token)));
        await Until.HoldsAsync(() => queues.Sum(queue => queue.Answers) >= 100, "some exchanges");

        disk.Fill();
        var folding = Assert.ThrowsAsync<QueueUnavailableException>(FoldForeverAsync);
        await Until.HoldsAsync(() => working.IsCompleted || queues.All(queue => queue.Failures > 0), "all workers to meet the full server");
        await folding;
        Assert.False(working.IsCompleted);
        disk.Free();
        await ReviveAsync(server);

        await job.FinishAsync();
        await working;

        async Task FoldForeverAsync()
        {
            while (!working.IsCompleted)
            {
                await job.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token);
            }
        }
    }

    /// <summary>A server that cannot write its log crashes, and ends when it then finds no space to recover.</summary>
    private static async Task ReviveAsync(PostgresServer server)
    {
        if (!Directory.Exists($"/proc/{server.Pid}"))
        {
            await server.RestartAsync(Token);
        }
    }
}
