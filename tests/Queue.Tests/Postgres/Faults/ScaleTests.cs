using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Many partials, many leaves, many jobs: what the ledger holds grows with none but the first.</summary>
public sealed class ScaleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Two_folders_at_once_fold_ten_thousand_partials_once()
    {
        const int Leaves = 10_000, Report = 250;
        await using var job = await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(Leaves));
        var worker = job.Worker();
        var lease = await worker.MustTakeAsync(Leaves);
        for (var first = 0; first < Leaves; first += Report)
        {
            await worker.SettleAsync([.. Enumerable.Range(first, Report).Select(leaf => lease.Done(leaf, leaf + 1))]);
        }

        Assert.Equal((long)Leaves, await job.AskAsync<long>("select count(*) from paralleljobs.partial"));
        var results = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => job.FoldUntilTerminalAsync(job.OpenLedger()), Token)));

        Assert.All(results, result => Assert.Equal(PositionSet.Of(0, Leaves), RangeTally.Positions(result.Payload)));
        Assert.Equal(0L, await job.AskAsync<long>("select count(*) from paralleljobs.partial"));
        await job.AssertWholeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task The_longest_range_is_computed_to_its_last_position()
    {
        const long Leaves = 1L << 62;
        var definition = JobUnderTest.Of(Leaves) with { LeafItems = 2, ShortItems = 2 };
        await using var job = await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), definition, history: false);

        var worker = job.Worker();
        var single = await worker.MustTakeAsync();
        await worker.SettleAsync(single.Done());
        Assert.Equal(new PositionRange(0, 1), single.Range);
        Assert.Equal((Int128)1 << 63, (await job.Ledger.ProgressAsync(job.Id, Token)).Items);
        await job.FinishAsync(workers: 3, leaves: Leaves >> 6);

        var positions = RangeTally.Positions((await job.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token)).Payload);
        Assert.True(positions.Contains(0) && positions.Contains(Leaves / 2) && positions.Contains(Leaves - 1));
        Assert.Equal((Int128)1 << 63, (await job.Ledger.ProgressAsync(job.Id, Token)).Completed);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_ledger_is_as_large_for_a_thousand_items_as_for_ten_to_the_fifteen()
    {
        var server = await SharedPostgres.GetAsync();
        var (small, large) = (await SizeAsync(server, 1_000), await SizeAsync(server, 1_000_000_000_000_000));

        Assert.InRange(large, small / 2, small * 2);
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_hundred_jobs_at_once_through_eight_connections_end_right()
    {
        const int Jobs = 200;
        await using var first = await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(20));
        JobDefinition[] jobs = [first.Definition, .. Enumerable.Range(1, Jobs - 1).Select(_ => JobUnderTest.Of(20))];
        await using var pool = ConnectionPool.Open(QueueUri.Parse(first.WorkerUri), mostConnections: 8);

        await Task.WhenAll(jobs.Select(job => Task.Run(() => PlayAsync(job), Token)));
        foreach (var job in jobs)
        {
            Assert.Empty(await first.Ledger.VerifyAsync(job.Id, Token));
            Assert.Empty(await first.History.CheckAsync(job.Id, Token));
        }

        async Task PlayAsync(JobDefinition job)
        {
            await first.Ledger.CreateAsync(job, Token);
            var worker = new TestWorker(
                new PostgresRangeQueue(pool, "the test server", job.Id, first.Ledger.SecretOf(job.Id)), job.SpecHash);
            for (var state = JobState.Open; !state.IsTerminal();)
            {
                state = (await worker.SendAsync(worker.Report(new Want(1, 3, 3, 0), [.. worker.Held.Select(LeaseSettlements.Done)]))).State;
                var result = await first.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token);
                Assert.Equal(result.Covered, RangeTally.Positions(result.Payload));
            }

            var whole = await first.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token);
            Assert.Equal((JobState.Complete, PositionSet.Of(0, job.Leaves)), (whole.State, whole.Covered));
        }
    }

    /// <summary>Of all tables, after fifty leases of a fiftieth each.</summary>
    private static async Task<long> SizeAsync(PostgresServer server, long leaves)
    {
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(leaves) with { LeafItems = 1, ShortItems = 1 }, history: false);
        var worker = job.Worker();
        for (var part = 0; part < 50; part++)
        {
            await worker.SettleAsync((await worker.MustTakeAsync(leaves / 50)).Done());
        }

        await job.FinishAsync();
        return await job.AskAsync<long>(
            "select sum(pg_total_relation_size(oid))::bigint from pg_class where relnamespace = 'paralleljobs'::regnamespace and relkind = 'r'");
    }
}
