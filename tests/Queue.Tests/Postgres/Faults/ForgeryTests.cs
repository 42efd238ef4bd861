using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Whoever shows what is not his moves no position.</summary>
public sealed class ForgeryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("a forged token")]
    [InlineData("another incarnation's token")]
    [InlineData("another job's token")]
    [InlineData("positions outside of the lease")]
    [InlineData("positions inside and outside")]
    [InlineData("positions settled before")]
    [InlineData("a failure outside of the lease")]
    public async Task A_settlement_of_what_is_not_leased_to_the_caller_is_void(string forgery)
    {
        await using var job = await StartAsync();
        var (victim, caller) = (job.Worker(), job.Worker());
        var lease = await victim.MustTakeAsync(4);
        var own = await caller.MustTakeAsync(4);
        await caller.SettleAsync(own.Done(4, 5));
        var (foreign, token) = await LeaseOfAnotherJobAsync(job);
        var before = await job.PositionsAsync();

        var settlement = forgery switch
        {
            "a forged token" => lease.Done() with { Token = Guid.NewGuid() },
            "another incarnation's token" => lease.Done(),
            "another job's token" => lease.Done() with { Token = token },
            "positions outside of the lease" => own.Done(8, 10),
            "positions inside and outside" => own.Done(6, 10),
            "positions settled before" => own.Done(4, 8),
            _ => own.Fail(2, "not mine"),
        };
        var reply = await caller.SendAsync(caller.Report(Want.Nothing, settlement) with { Held = [own.Token] });

        Assert.Equal(settlement.Token == own.Token ? [] : [settlement.Token], reply.Lost);
        Assert.Equal(before, await job.PositionsAsync());
        await foreign.SettleAsync(foreign.Held[0].GiveBack());
        await victim.SettleAsync(lease.Done());
        await caller.SettleAsync(own.Done(5, 8));
        await job.FinishAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_replay_is_answered_as_before_or_refused_and_changes_nothing()
    {
        await using var job = await StartAsync();
        var worker = job.Worker();
        var lease = await worker.MustTakeAsync(4);
        var settling = worker.Report(new Want(1, 4, 4, 0), lease.Done());
        await worker.SendAsync(settling);
        var before = await job.RowsAsync();

        await worker.SendAsync(settling);
        var refused = await Assert.ThrowsAsync<ExchangeRefusedException>(() => worker.SendAsync(settling with { Sequence = 1 }));

        Assert.Equal(RefusalReason.StaleSequence, refused.Reason);
        Assert.Equal(before, await job.RowsAsync());
        await worker.SendAsync(settling with { Sequence = 3, Held = [] });
        await job.FinishAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_jobs_secret_and_another_spec_are_refused()
    {
        await using var job = await StartAsync();
        var other = JobUnderTest.Of(10);
        await job.Ledger.CreateAsync(other, Token);
        var before = await job.RowsAsync();

        var secret = new TestWorker(job.Connect(job.Id, job.Ledger.SecretOf(other.Id)), job.Definition.SpecHash);
        var spec = new TestWorker(job.Connect(), "another");

        Assert.Equal(RefusalReason.WrongSecret, (await Assert.ThrowsAsync<ExchangeRefusedException>(() => secret.TakeAsync())).Reason);
        Assert.Equal(RefusalReason.SpecMismatch, (await Assert.ThrowsAsync<ExchangeRefusedException>(() => spec.TakeAsync())).Reason);
        Assert.Equal(before, await job.RowsAsync());
        await job.FinishAsync();
    }

    private static async Task<JobUnderTest> StartAsync() =>
        await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(40));

    private static async Task<(TestWorker Worker, Guid Token)> LeaseOfAnotherJobAsync(JobUnderTest job)
    {
        var other = JobUnderTest.Of(10);
        await job.Ledger.CreateAsync(other, Token);
        var worker = new TestWorker(job.Connect(other.Id, job.Ledger.SecretOf(other.Id)), other.SpecHash);
        return (worker, (await worker.MustTakeAsync(4)).Token);
    }
}
