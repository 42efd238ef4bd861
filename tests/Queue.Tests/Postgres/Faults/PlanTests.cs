using System.Globalization;
using System.Text.Json.Nodes;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>
/// How much an exchange reads under the lock. A session keeps the plans that it made while the tables were empty until somebody analyzes them:
/// they have to be right for full tables, too.
/// </summary>
public sealed class PlanTests
{
    private const int Many = 20_000;
    private const int Few = 1_000;

    // As many as make PostgreSQL keep a plan.
    private const int Exchanges = 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("workers that have left", """
        insert into paralleljobs.worker (job, incarnation, name, slots, sequence, reply, counters, seen, live)
        select id, gen_random_uuid(), 'w', 1, 1, '{}', '{}', now() - interval '1 day', false from paralleljobs.job, generate_series(1, 20000)
        """)]
    [InlineData("leases of others", """
        insert into paralleljobs.lease (token, job, incarnation, sequence, remaining, begun, attempts, losses, solo)
        select gen_random_uuid(), id, gen_random_uuid(), 1, '{[5,6)}', 0, 0, 0, false from paralleljobs.job, generate_series(1, 20000)
        """)]
    [InlineData("leaves that wait for another try", """
        with waiting as (
            insert into paralleljobs.pending (job, range, attempts, losses, solo, not_before)
            select id, int8range(100 + n, 101 + n), 0, 0, n % 2 = 0, now() + interval '1 h' from paralleljobs.job, generate_series(1, 20000) n)
        update paralleljobs.cursor set pending_leaves = 20000
        """)]
    public async Task An_exchange_reads_few_rows_however_many_there_are(string what, string insert)
    {
        await using var job = await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(4), history: false);
        await job.Worker().MustTakeAsync(4);
        await job.Server.ExecuteAsync(job.Database, "vacuum analyze", Token);
        await using var worker = await RawWorker.LogInAsync(job);
        var incarnation = Guid.NewGuid();
        for (var sequence = 1; sequence < Exchanges; sequence++)
        {
            await ExchangeAsync(job, worker, incarnation, sequence);
        }

        await job.Server.ExecuteAsync(job.Database, insert, Token);
        Assert.Null(await worker.TryAsync("begin"));
        await ExchangeAsync(job, worker, incarnation, Exchanges);

        var read = await worker.AskAsync<decimal>("""
            select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables where schemaname = 'paralleljobs'
            """);
        Assert.True(read < Few, $"with {Many} {what}, an exchange reads {read} rows");
    }

    private static Task<JsonNode> ExchangeAsync(JobUnderTest job, RawWorker worker, Guid incarnation, int sequence) => worker.ExchangeAsync(
        job.Id,
        job.Ledger.SecretOf(job.Id).Bytes.ToArray(),
        string.Create(CultureInfo.InvariantCulture, $$"""
            {"incarnation": "{{incarnation}}", "sequence": {{sequence}}, "specHash": "spec", "worker": "w", "held": [], "slots": 1, "counters": {},
             "leaving": false, "want": {"chunks": 9, "minLeaves": 1, "maxLeaves": 1, "capDivisor": 0}, "settles": []}
            """));
}
