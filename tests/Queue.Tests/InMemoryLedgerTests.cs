using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Queue.Tests;

public sealed class InMemoryLedgerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeated_report_gets_the_very_same_reply()
    {
        var (ledger, job) = await CreateAsync(InMemoryJobs.Of(10));
        var queue = ledger.Connect(job.Id);
        var report = new TestWorker(queue, job.SpecHash).Report(new Want(1, 1, 1, 0));

        Assert.Same(await queue.ExchangeAsync(report, Cancellation), await queue.ExchangeAsync(report, Cancellation));
    }

    [Fact]
    public async Task A_seeded_ledger_repeats_itself()
    {
        var tokens = new List<Guid>();
        for (var run = 0; run < 2; run++)
        {
            var (ledger, job) = await CreateAsync(InMemoryJobs.Of(10));
            tokens.Add((await new TestWorker(ledger.Connect(job.Id), job.SpecHash).MustTakeAsync()).Token);
        }

        Assert.Equal(tokens[0], tokens[1]);
    }

    public static TheoryData<string> Impossible => [.. ImpossibleJobs.Keys];

    private static Dictionary<string, JobDefinition> ImpossibleJobs { get; } = new()
    {
        ["no leaves"] = InMemoryJobs.Of(1) with { Leaves = 0 },
        ["too many leaves"] = InMemoryJobs.Of(1) with { Leaves = (1L << 62) + 1 },
        ["empty leaves"] = InMemoryJobs.Of(1) with { LeafItems = 0, ShortItems = 0 },
        ["an empty short leaf"] = InMemoryJobs.Of(1) with { ShortItems = 0 },
        ["a long short leaf"] = InMemoryJobs.Of(1) with { ShortItems = 11 },
        ["a short leaf outside"] = InMemoryJobs.Of(1) with { ShortPosition = 1 },
        ["no attempts"] = InMemoryJobs.Of(1) with { MaxAttempts = 0 },
        ["no losses"] = InMemoryJobs.Of(1) with { MaxLosses = 0 },
        ["a negative backoff"] = InMemoryJobs.Of(1) with { Backoff = TimeSpan.FromSeconds(-1) },
        ["no lease"] = InMemoryJobs.Of(1) with { LeaseDuration = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task A_job_that_cannot_be_is_refused(string name)
    {
        var ledger = new InMemoryLedger(new ManualTime(), new Random(1));

        await Assert.ThrowsAsync<ArgumentException>(async () => await ledger.CreateAsync(ImpossibleJobs[name], Cancellation));
    }

    [Fact]
    public async Task Jobs_do_not_touch_each_other()
    {
        var (ledger, one) = await CreateAsync(InMemoryJobs.Of(10));
        var two = InMemoryJobs.Of(10);
        await ledger.CreateAsync(two, Cancellation);
        var (first, second) = (new TestWorker(ledger.Connect(one.Id), "spec"), new TestWorker(ledger.Connect(two.Id), "spec"));
        var lease = await first.MustTakeAsync(4);
        await second.MustTakeAsync(4);

        Assert.Equal([lease.Token], (await second.SettleAsync(lease.Done())).Lost);
        await ledger.CancelAsync(two.Id, Cancellation);

        Assert.Empty((await first.SettleAsync(lease.Done())).Lost);
        Assert.Equal(JobState.Open, (await ledger.ProgressAsync(one.Id, Cancellation)).State);
    }

    private static async Task<(InMemoryLedger Ledger, JobDefinition Job)> CreateAsync(JobDefinition job)
    {
        var ledger = new InMemoryLedger(new ManualTime(), new Random(1));
        await ledger.CreateAsync(job, Cancellation);
        return (ledger, job);
    }
}
