using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>After a failover, who was connected to the primary may find itself at a standby, by a connection that is well.</summary>
public sealed class ReadOnlyServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_worker_whose_server_can_no_longer_be_written_to_looks_for_it_anew()
    {
        await using var job = await StartReadOnlyAsync();
        var worker = job.Worker();
        var report = worker.Report(new Want(1, 4, 4, 0));
        await Assert.ThrowsAsync<QueueUnavailableException>(() => worker.SendAsync(report));
        await SetReadOnlyAsync(job, "off");

        Assert.NotEmpty((await worker.SendAsync(report)).Leases);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_owner_whose_server_can_no_longer_be_written_to_looks_for_it_anew()
    {
        await using var job = await StartReadOnlyAsync();
        var ledger = job.OpenLedger();
        await Assert.ThrowsAsync<QueueUnavailableException>(() => ledger.PauseAsync(job.Id, Token).AsTask());
        await SetReadOnlyAsync(job, "off");

        await ledger.PauseAsync(job.Id, Token);
        Assert.Equal(JobState.Paused, (await ledger.ProgressAsync(job.Id, Token)).State);
    }

    /// <summary>What a session finds when it begins it keeps, as it keeps its server.</summary>
    private static async Task<JobUnderTest> StartReadOnlyAsync()
    {
        var job = await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(4));
        await SetReadOnlyAsync(job, "on");
        return job;
    }

    private static async Task SetReadOnlyAsync(JobUnderTest job, string value) =>
        await job.Server.ExecuteAsync("postgres", $"alter database \"{job.Database}\" set default_transaction_read_only = {value}", Token);
}
