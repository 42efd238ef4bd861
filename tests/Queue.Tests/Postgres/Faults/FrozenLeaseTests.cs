using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

public sealed class FrozenLeaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public Task Leases_of_half_a_minute_outlive_a_server_that_is_frozen_for_longer() =>
        FrozenServer.OutlivesLeasesAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(45));

    [Fact(Timeout = 180_000)]
    public async Task A_server_frozen_again_and_again_while_workers_commit_loses_nothing()
    {
        var lease = TimeSpan.FromSeconds(1);
        await using var server = await PostgresServer.StartAsync(cancellationToken: Token);
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(4_000, lease));
        PatientQueue[] queues = [.. Enumerable.Range(0, 3).Select(_ => new PatientQueue(job.Connect(), TimeSpan.FromSeconds(0.5)))];

        var folding = Task.Run(() => job.FoldUntilTerminalAsync(), Token);
        var working = Task.WhenAll(queues.Select(queue => Task.Run(() => job.WorkAsync(queue, 4), Token)));
        for (var freeze = 1; freeze <= 3; freeze++)
        {
            var moment = freeze * 200;
            await Until.HoldsAsync(() => working.IsCompleted || queues.Sum(queue => queue.Answers) >= moment, "some exchanges more");
            server.Freeze();
            await Task.Delay(2 * lease, Token);
            server.Thaw();
        }

        await working;
        await folding;
        Assert.Equal(0L, await job.AskAsync<long>("select count(*) from paralleljobs.dead"));
        await job.AssertWholeAsync();
    }
}
