using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>
/// The server is killed, all of it at one moment, and started again. It may then have forgotten exchanges that were answered, though never one
/// that came before another which it remembers.
/// </summary>
public sealed class ServerCrashTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Killed_four_times_while_workers_commit_the_server_counts_every_leaf_once()
    {
        const int Workers = 4, Leaves = 12_000, Chunk = 4, Kills = 4;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Fsync = true }, Token);
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(Leaves));
        PatientQueue[] queues = [.. Enumerable.Range(0, Workers).Select(_ => new PatientQueue(job.Connect()))];

        var folding = Task.Run(() => job.FoldUntilTerminalAsync(), Token);
        var working = Task.WhenAll(queues.Select(queue => Task.Run(() => job.WorkAsync(queue, Chunk), Token)));
        for (var kill = 0; kill < Kills && !working.IsCompleted; kill++)
        {
            const int Window = Leaves / Chunk / (Kills + 1);
            var moment = queues.Sum(queue => queue.Answers) + random.Next(1, Window);
            await Until.HoldsAsync(() => working.IsCompleted || queues.Sum(queue => queue.Answers) >= moment, "some exchanges more");
            await server.KillAsync();
            await server.RestartAsync(Token);
        }

        await working;
        await folding;
        Assert.True(queues.Sum(queue => queue.Failures) > 0);
        await job.AssertWholeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_settlement_that_the_crash_took_back_is_computed_again_and_counts_once()
    {
        await using var server = await ForgetfulServer.StartAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(8));
        await server.StopLogWriterAsync();
        var worker = new TestWorker(new PatientQueue(job.Connect()), job.Definition.SpecHash);
        var held = await worker.MustTakeAsync(4);
        await worker.SettleAsync((await worker.MustTakeAsync(4)).Done());

        await server.KillAsync();
        await server.RestartAsync(Token);

        var reply = await worker.SettleAsync(held.Done());
        Assert.Equal([held.Token], reply.Lost);
        Assert.Equal(8, reply.Remaining);
        await job.FinishAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task What_was_folded_and_the_end_that_a_worker_heard_of_survive()
    {
        await using var server = await ForgetfulServer.StartAsync(fsync: true);
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(8));
        await server.StopLogWriterAsync();
        var worker = new TestWorker(new PatientQueue(job.Connect()), job.Definition.SpecHash);
        await worker.SettleAsync((await worker.MustTakeAsync(4)).Done());
        var half = await job.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token);

        await server.KillAsync();
        await server.RestartAsync(Token);
        await server.StopLogWriterAsync();
        var after = await JobUnderTest.InsistAsync(() => job.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token));
        Assert.Equal((PositionSet.Of(0, 4), half.Version), (after.Covered, after.Version));

        await worker.SettleAsync((await worker.MustTakeAsync(4)).Done());
        Assert.Equal(JobState.Complete, (await job.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token)).State);
        Assert.Equal(JobState.Complete, (await worker.RenewAsync()).State);
        await server.KillAsync();
        await server.RestartAsync(Token);

        Assert.Equal(JobState.Complete, (await new TestWorker(new PatientQueue(job.Connect()), job.Definition.SpecHash).RenewAsync()).State);
        await job.AssertWholeAsync();
    }
}
