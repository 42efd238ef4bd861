using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>A snapshot that somebody holds keeps the server from cleaning up. It costs time and space, and no result; and the owner can see it.</summary>
public sealed class OldSnapshotTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task A_job_ends_right_while_a_snapshot_is_held_and_what_piled_up_goes_when_it_is_released()
    {
        const int Least = 1_000;
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(4 * Least, TimeSpan.FromSeconds(5)));
        await using var holder = await server.OpenAsync(job.Database, Token);
        await using (var snapshot = await holder.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Token))
        {
            await using var look = new Npgsql.NpgsqlCommand("select count(*) from paralleljobs.job", holder, snapshot);
            await look.ExecuteScalarAsync(Token);

            await job.FinishAsync(workers: 3, leaves: 2);

            Assert.NotNull(await job.Ledger.OldestSnapshotAsync(Token));
            Assert.InRange(await DeadVersionsAsync(job), Least, long.MaxValue);
        }

        await Until.HoldsAsync(async () => await DeadVersionsAsync(job) == 0, "the dead versions to go");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_age_of_the_oldest_snapshot_is_that_of_its_transaction()
    {
        var settings = new Dictionary<string, string> { ["max_prepared_transactions"] = "2" };
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Settings = settings }, Token);
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(10));
        await UntilNoneAsync(job.Ledger);

        var started = TimeProvider.System.GetTimestamp();
        await server.ExecuteAsync(job.Database, "begin; create table halfway (); prepare transaction 'halfway'", Token);
        await Until.HoldsAsync(async () => await job.Ledger.OldestSnapshotAsync(Token) > TimeSpan.FromMilliseconds(50), "the prepared transaction to age");
        Assert.InRange((await job.Ledger.OldestSnapshotAsync(Token))!.Value, TimeSpan.Zero, TimeProvider.System.GetElapsedTime(started));
        await server.ExecuteAsync(job.Database, "rollback prepared 'halfway'", Token);
        await UntilNoneAsync(job.Ledger);

        await using (var writer = await server.OpenAsync(job.Database, Token))
        await using (var transaction = await writer.BeginTransactionAsync(Token))
        {
            await using var write = new Npgsql.NpgsqlCommand("create table halfway ()", writer, transaction);
            await write.ExecuteNonQueryAsync(Token);
            Assert.NotNull(await job.Ledger.OldestSnapshotAsync(Token));
        }

        await UntilNoneAsync(job.Ledger);
    }

    [Fact(Timeout = 60_000)]
    public async Task Other_users_sessions_are_seen_with_the_right_to_monitor()
    {
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(10));
        await server.ExecuteAsync(
            job.Database,
            $"create role owner_{job.Database} login password 'plain'; grant usage on schema paralleljobs to owner_{job.Database}; grant select on paralleljobs.worker to owner_{job.Database}",
            Token);
        var plain = job.OpenLedger($"postgresql://owner_{job.Database}:plain@127.0.0.1:{server.Port}/{job.Database}");
        await using var holder = await server.OpenAsync(job.Database, Token);
        await using var snapshot = await holder.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, Token);
        await using var look = new Npgsql.NpgsqlCommand("select count(*) from paralleljobs.job", holder, snapshot);
        await look.ExecuteScalarAsync(Token);

        Assert.Null(await plain.OldestSnapshotAsync(Token));
        await server.ExecuteAsync(job.Database, $"grant pg_monitor to owner_{job.Database}", Token);

        Assert.NotNull(await plain.OldestSnapshotAsync(Token));
    }

    private static Task UntilNoneAsync(PostgresLedger ledger) =>
        Until.HoldsAsync(async () => await ledger.OldestSnapshotAsync(Token) is null, "the snapshots to go");

    private static async Task<long> DeadVersionsAsync(JobUnderTest job)
    {
        await job.Server.ExecuteAsync(job.Database, "vacuum paralleljobs.cursor", Token);
        return await job.AskAsync<long>("select n_dead_tup from pg_stat_all_tables where relid = 'paralleljobs.cursor'::regclass");
    }
}
