using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>A pooler in transaction mode gives each transaction to another session.</summary>
public sealed class PgBouncerTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task A_random_run_passes_through_a_pooler_in_transaction_mode()
    {
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(30_000, TimeSpan.FromSeconds(1)));
        await using var pooler = await StartPoolerAsync(server, poolSize: 5);

        await RandomRun.PlayAsync(
            job,
            exchanges: 2_500,
            output,
            () => job.Connect(Through(pooler, job.WorkerUri)),
            () => job.OpenLedger(Through(pooler, job.OwnerUri)));
    }

    /// <summary>
    /// Settlements are committed asynchronously: a crash may take back a partial that a folder has read, and the next one gets its id. A folder
    /// behind a pooler sees nothing of it.
    /// </summary>
    [Fact(Timeout = 120_000)]
    public async Task A_partial_that_a_crash_took_back_after_it_was_read_is_not_folded_in_the_name_of_another()
    {
        await using var server = await ForgetfulServer.StartAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(8));
        await using var pooler = await StartPoolerAsync(server, poolSize: 2);
        var folder = job.OpenLedger(Through(pooler, job.OwnerUri));
        await folder.FoldAsync(job.Id, RangeTally.Merge, Token);
        await server.ExecuteAsync(job.Database, "checkpoint", Token);
        await server.StopLogWriterAsync();

        var first = job.Worker();
        await first.SettleAsync((await first.MustTakeAsync(4)).Done());
        var crashes = 0;
        var result = await folder.FoldAsync(
            job.Id,
            (folded, partials) =>
            {
                if (crashes++ == 0)
                {
                    CrashAndSettleAnotherAsync().GetAwaiter().GetResult();
                }

                return RangeTally.Merge(folded, partials);
            },
            Token);

        Assert.Equal(RangeTally.Positions(result.Payload), result.Covered);
        await job.AssertSoundAsync();
        await job.FinishAsync();

        async Task CrashAndSettleAnotherAsync()
        {
            var lost = await job.AskAsync<long>("select id from paralleljobs.partial");
            await server.KillAsync();
            await server.RestartAsync(Token);
            Assert.Equal(0L, await job.AskAsync<long>("select count(*) from paralleljobs.partial"));
            var (other, another) = (new TestWorker(new PatientQueue(job.Connect()), "spec"), new TestWorker(new PatientQueue(job.Connect()), "spec"));
            await other.MustTakeAsync(4);
            await another.SettleAsync((await another.MustTakeAsync(4)).Done());
            Assert.Equal(lost, await job.AskAsync<long>("select id from paralleljobs.partial"));
        }
    }

    private static Task<PgBouncerServer> StartPoolerAsync(PostgresServer server, int poolSize)
    {
        var owner = new Uri(server.SuperuserUri("postgres")).UserInfo.Split(':');
        Dictionary<string, string> users = new() { [owner[0]] = owner[1], [Schema.WorkerRole] = JobUnderTest.WorkerPassword };
        return PgBouncerServer.StartAsync(server, users, poolSize, Token);
    }

    private static string Through(PgBouncerServer pooler, string uri) =>
        new UriBuilder(uri) { Port = pooler.Port, Query = "pgbouncer=true" }.Uri.ToString();
}
