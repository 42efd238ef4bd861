using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>
/// What every queue must do, whatever it is made of. The suites below it speak only of the interfaces; a queue passes when a subclass of
/// each of them, with a harness for it, passes.
/// </summary>
public abstract class RangeQueueConformance : IAsyncLifetime
{
    protected static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    /// <summary>Well past what any backoff of <see cref="Job"/> waits.</summary>
    protected static readonly TimeSpan AnyBackoff = TimeSpan.FromSeconds(5);

    private IQueueHarness? _harness;

    protected IQueueHarness Harness => _harness ?? throw new InvalidOperationException("the harness starts with the test");

    protected ILedger Ledger => Harness.Ledger;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _harness = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }
    }

    protected abstract ValueTask<IQueueHarness> StartAsync();

    /// <summary>Ten items a leaf; all leaves are whole.</summary>
    protected static JobDefinition Job(long leaves) => new()
    {
        Id = Guid.NewGuid(),
        SpecHash = "spec",
        Leaves = leaves,
        LeafItems = 10,
        ShortPosition = leaves - 1,
        ShortItems = 10,
        MaxAttempts = 3,
        MaxLosses = 3,
        Backoff = TimeSpan.FromSeconds(1),
        MaxBackoff = TimeSpan.FromSeconds(4),
        OnExhausted = OnExhausted.DeadLetter,
        LeaseDuration = LeaseDuration,
    };

    protected async Task<JobDefinition> CreateAsync(JobDefinition job)
    {
        Assert.True(await Ledger.CreateAsync(job, Cancellation));
        return job;
    }

    protected TestWorker Worker(JobDefinition job, int slots = 1) => new(Harness.Connect(job.Id), job.SpecHash) { Slots = slots };

    protected ValueTask<JobProgress> ProgressAsync(JobDefinition job) => Ledger.ProgressAsync(job.Id, Cancellation);

    /// <summary>Folds and checks that the result holds exactly what it claims to cover.</summary>
    protected async Task<FoldedResult> FoldAsync(JobDefinition job)
    {
        var result = await Ledger.FoldAsync(job.Id, RangeTally.Merge, Cancellation);
        Assert.Equal(result.Covered, RangeTally.Positions(result.Payload));
        await VerifyAsync(job);
        return result;
    }

    protected async Task AssertFoldAsync(JobDefinition job, JobState state, PositionSet covered)
    {
        var result = await FoldAsync(job);
        Assert.Equal((state, covered), (result.State, result.Covered));
    }

    protected async Task VerifyAsync(JobDefinition job) => Assert.Empty(await Ledger.VerifyAsync(job.Id, Cancellation));

    /// <summary>
    /// Lets time pass while some workers go on renewing, so that the others' silence is their own and no outage of the queue.
    /// </summary>
    protected async Task AdvanceAsync(TimeSpan by, params TestWorker[] awake)
    {
        var step = LeaseDuration / 6;
        for (var left = by; left > TimeSpan.Zero; left -= step)
        {
            await Harness.AdvanceAsync(left < step ? left : step);
            foreach (var worker in awake)
            {
                await worker.RenewAsync();
            }
        }
    }

    /// <summary>Until the leases of all but some workers are reaped.</summary>
    protected Task OutwaitLeasesAsync(params TestWorker[] awake) => AdvanceAsync(LeaseDuration + TimeSpan.FromSeconds(6), awake);

    /// <summary>A right worker computes all that can be had, waiting for backoffs.</summary>
    protected async Task DrainAsync(JobDefinition job)
    {
        var worker = Worker(job);
        for (var idle = 0; idle < 3; idle++)
        {
            while (await worker.TakeAsync(1000) is { } lease)
            {
                idle = 0;
                await worker.SettleAsync(lease.Done());
            }

            await AdvanceAsync(AnyBackoff, worker);
        }
    }
}
