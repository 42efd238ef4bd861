using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Every kind of exchange is carried out, and its reply lost on the way.</summary>
public sealed class LostReplyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("grant")]
    [InlineData("settle")]
    [InlineData("settle and grant")]
    [InlineData("settle a part")]
    [InlineData("fail a leaf")]
    [InlineData("fail")]
    [InlineData("give back")]
    [InlineData("leave")]
    [InlineData("hear the end")]
    [InlineData("nothing")]
    public async Task The_repeat_of_an_exchange_whose_reply_was_lost_changes_nothing(string kind)
    {
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(40));
        await using var proxy = new FaultProxy(server.Port);
        var worker = new TestWorker(job.Connect(proxy.Through(job.WorkerUri)), job.Definition.SpecHash);
        var lease = await worker.MustTakeAsync(8);
        if (kind == "hear the end")
        {
            await worker.SettleAsync(lease.Done());
            await job.FinishAsync();
        }

        var report = Report(worker, lease, kind);
        var dropped = proxy.DropReply(1);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => worker.SendAsync(report));
        await dropped;
        var (rows, progress) = (await job.RowsAsync(), await job.Ledger.ProgressAsync(job.Id, Token));
        var reply = await worker.SendAsync(report);

        Assert.Equal(rows, await job.RowsAsync());
        Assert.Equivalent(progress, await job.Ledger.ProgressAsync(job.Id, Token));
        Assert.Equal(worker.Held.Select(each => each.Token).Order(), await LeasesAsync(job));
        await job.AssertSoundAsync();
        if (reply.State == JobState.Open)
        {
            await worker.SettleAsync([.. worker.Held.Select(LeaseSettlements.GiveBack)]);
            await job.FinishAsync();
        }
    }

    private static ExchangeReport Report(TestWorker worker, Lease lease, string kind) => kind switch
    {
        "grant" => worker.Report(new Want(1, 4, 4, 0)),
        "settle" => worker.Report(Want.Nothing, lease.Done()),
        "settle and grant" => worker.Report(new Want(1, 4, 4, 0), lease.Done()),
        "settle a part" => worker.Report(new Want(1, 4, 4, 0), lease.Done(2, 4)),
        "fail a leaf" => worker.Report(Want.Nothing, lease.Fail(3, "this one")),
        "fail" => worker.Report(Want.Nothing, lease.Fail(null, "which?")),
        "give back" => worker.Report(Want.Nothing, lease.GiveBack()),
        "leave" => worker.Report(Want.Nothing, lease.Done(0, 2) with { Rest = Rest.GiveBack }) with { Leaving = true },
        _ => worker.Report(Want.Nothing),
    };

    private static async Task<IEnumerable<Guid>> LeasesAsync(JobUnderTest job) =>
        (await job.AskAsync<Guid[]>("select coalesce(array_agg(token), '{}') from paralleljobs.lease")).Order();
}
