using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Queue.Tests;

/// <summary>Workers wait for news of their job, and the host of the ledger for something to fold.</summary>
public sealed class WaitingTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly ManualTime _time = new();
    private readonly InMemoryLedger _ledger;
    private readonly JobDefinition _job = InMemoryJobs.Of(4) with { MaxAttempts = 1 };
    private readonly IRangeQueue _queue;
    private readonly TestWorker _waiting;
    private readonly TestWorker _other;

    public WaitingTests()
    {
        _ledger = new InMemoryLedger(_time, new Random(1));
        _queue = _ledger.Connect(_job.Id);
        _waiting = new TestWorker(_queue, _job.SpecHash);
        _other = new TestWorker(_ledger.Connect(_job.Id), _job.SpecHash);
    }

    public static TheoryData<string> News => [.. NewsOf.Keys];

    private static Dictionary<string, Func<WaitingTests, Task>> NewsOf { get; } = new()
    {
        ["leaves given back"] = test => test._other.SettleAsync(test._other.Held[0].GiveBack()),
        ["a failure"] = test => test._other.SettleAsync(test._other.Held[0].Fail(null, "no")),
        ["the end of the job"] = test => test._other.SettleAsync(test._other.Held[0].Fail(0, "no")),
        ["a pause"] = async test => await test._ledger.PauseAsync(test._job.Id, Cancellation),
        ["other limits"] = async test => await test._ledger.SetLimitsAsync(test._job.Id, new JobLimits(100), Cancellation),
        ["a cancel"] = async test => await test._ledger.CancelAsync(test._job.Id, Cancellation),
        ["a removal"] = async test => await test._ledger.RemoveAsync(test._job.Id, Cancellation),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(News))]
    public async Task A_waiting_worker_hears_of(string news)
    {
        await BeginAsync();
        var wait = _queue.WaitAsync(Long, Cancellation).AsTask();
        Assert.False(wait.IsCompleted);

        await NewsOf[news](this);

        await wait;
    }

    [Fact]
    public async Task A_waiting_worker_hears_that_the_last_fold_is_done()
    {
        await BeginAsync();
        await _other.SettleAsync(_other.Held[0].Done());
        var wait = _queue.WaitAsync(Long, Cancellation).AsTask();
        Assert.False(wait.IsCompleted);

        await _ledger.FoldAsync(_job.Id, RangeTally.Merge, Cancellation);

        await wait;
    }

    [Fact]
    public async Task What_happens_between_an_exchange_and_the_wait_is_not_missed()
    {
        await BeginAsync();
        await _other.SettleAsync(_other.Held[0].GiveBack());

        Assert.True(_queue.WaitAsync(Long, Cancellation).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task What_happened_before_a_repeated_reply_was_first_made_is_the_only_thing_it_has_seen()
    {
        await BeginAsync();
        var report = _waiting.Report(Want.Nothing);
        await _waiting.SendAsync(report);
        await _other.SettleAsync(_other.Held[0].GiveBack());
        await _waiting.SendAsync(report);

        Assert.True(_queue.WaitAsync(Long, Cancellation).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_workers_own_doing_is_no_news_to_it()
    {
        await BeginAsync();
        await _other.SettleAsync(_other.Held[0].GiveBack());
        var lease = await _waiting.MustTakeAsync(4);
        await _waiting.SettleAsync(lease.GiveBack());

        Assert.False(_queue.WaitAsync(Long, Cancellation).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Without_news_a_wait_takes_its_time()
    {
        await BeginAsync();
        var wait = _queue.WaitAsync(TimeSpan.FromSeconds(1), Cancellation).AsTask();

        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        await wait;
    }

    [Fact]
    public async Task A_wait_for_a_job_that_is_not_there_takes_its_time_too()
    {
        var wait = _queue.WaitAsync(TimeSpan.FromSeconds(1), Cancellation).AsTask();
        Assert.False(wait.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        await wait;
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        await BeginAsync();
        using var stop = new CancellationTokenSource();
        var wait = _queue.WaitAsync(Long, stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task The_host_is_woken_when_there_is_something_to_fold()
    {
        await BeginAsync();
        var wait = _ledger.WaitUntilFoldableAsync(_job.Id, Cancellation).AsTask();
        Assert.False(wait.IsCompleted);
        await _other.SettleAsync(_other.Held[0].Done(0, 1));

        await wait;
        await _ledger.FoldAsync(_job.Id, RangeTally.Merge, Cancellation);

        Assert.False(_ledger.WaitUntilFoldableAsync(_job.Id, Cancellation).AsTask().IsCompleted);
    }

    [Fact]
    public async Task The_host_is_woken_to_end_a_job_without_partials()
    {
        await BeginAsync();
        var wait = _ledger.WaitUntilFoldableAsync(_job.Id, Cancellation).AsTask();

        await _other.SettleAsync(_other.Held[0].Fail(0, "no") with { Rest = Rest.GiveBack });

        await wait;
        Assert.Equal(JobState.Failed, (await _ledger.FoldAsync(_job.Id, RangeTally.Merge, Cancellation)).State);
        Assert.True(_ledger.WaitUntilFoldableAsync(_job.Id, Cancellation).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_host_hears_that_its_job_was_removed()
    {
        await BeginAsync();
        var wait = _ledger.WaitUntilFoldableAsync(_job.Id, Cancellation).AsTask();

        await _ledger.RemoveAsync(_job.Id, Cancellation);

        await Assert.ThrowsAsync<JobNotFoundException>(() => wait);
    }

    /// <summary>The other worker holds all leaves, and the waiting one has just been told so.</summary>
    private async Task BeginAsync()
    {
        await _ledger.CreateAsync(_job, Cancellation);
        await _other.MustTakeAsync(4);
        await _waiting.RenewAsync();
    }
}
