using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>The owner's side: states, and the ways from one to another.</summary>
public abstract class StateConformance : RangeQueueConformance
{
    [Fact]
    public async Task A_paused_job_grants_nothing_and_settles_everything()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);
        await Ledger.PauseAsync(job.Id, Cancellation);

        var reply = await worker.SendAsync(worker.Report(new Want(1, 1, 1, 0), lease.Done(0, 1) with { Rest = Rest.GiveBack }));

        Assert.Equal((JobState.Paused, 0), (reply.State, reply.Leases.Length));
        Assert.Equal(PositionSet.Of(0, 1), (await FoldAsync(job)).Covered);
        await Ledger.ResumeAsync(job.Id, Cancellation);
        Assert.Equal(1, (await worker.MustTakeAsync()).Range.Start);
    }

    [Fact]
    public async Task A_cancelled_job_is_over_at_once_and_later_settlements_change_nothing()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var (settled, running) = (await worker.MustTakeAsync(), await worker.MustTakeAsync());
        await worker.SettleAsync(settled.Done());
        await Ledger.CancelAsync(job.Id, Cancellation);

        var reply = await worker.SendAsync(worker.Report(new Want(1, 1, 1, 0), running.Done()));

        Assert.Equal((JobState.Cancelled, 0), (reply.State, reply.Leases.Length));
        Assert.Equal([running.Token], reply.Lost);
        await AssertFoldAsync(job, JobState.Cancelled, PositionSet.Of(0, 1));
    }

    [Fact]
    public async Task A_terminal_job_stays_as_it_is()
    {
        var job = await CreateAsync(Job(4));
        await Ledger.CancelAsync(job.Id, Cancellation);
        var before = await ProgressAsync(job);

        await Ledger.PauseAsync(job.Id, Cancellation);
        await Ledger.ResumeAsync(job.Id, Cancellation);
        await Ledger.SetLimitsAsync(job.Id, new JobLimits(MaxInFlight: 10), Cancellation);
        await Ledger.SetMaxFailedItemsAsync(job.Id, 5, Cancellation);
        Assert.Equal(0, await Ledger.RetryDeadAsync(job.Id, Cancellation));
        await FoldAsync(job);

        Assert.Equivalent(before, await ProgressAsync(job));
    }

    [Fact]
    public async Task Workers_hear_complete_only_from_the_fold_on()
    {
        var job = await CreateAsync(Job(1));
        var worker = Worker(job);
        var settled = await worker.SettleAsync((await worker.MustTakeAsync()).Done());
        Assert.Equal(JobState.Open, settled.State);
        Assert.True(settled.NextExchangeAfter > TimeSpan.Zero);

        await FoldAsync(job);

        Assert.Equal(JobState.Complete, (await worker.RenewAsync()).State);
    }

    [Fact]
    public async Task When_a_dead_leaf_fails_the_job_grants_stop_and_what_is_under_way_still_counts()
    {
        var job = await CreateAsync(Job(6) with { OnExhausted = OnExhausted.Fail, MaxAttempts = 1 });
        var (one, two) = (Worker(job), Worker(job));
        var running = await one.MustTakeAsync(2);
        var failing = await two.MustTakeAsync();

        var reply = await two.SendAsync(two.Report(new Want(1, 1, 1, 0), failing.Fail(2, "no")));
        Assert.Equal((JobState.Failing, 0), (reply.State, reply.Leases.Length));
        Assert.Equal(JobState.Failing, (await FoldAsync(job)).State);
        await Ledger.PauseAsync(job.Id, Cancellation);
        await Ledger.ResumeAsync(job.Id, Cancellation);

        await one.SettleAsync(running.Done());
        Assert.Equal(JobState.Failing, (await one.RenewAsync()).State);
        await AssertFoldAsync(job, JobState.Failed, PositionSet.Of(0, 2));
        Assert.Equal(JobState.Failed, (await one.RenewAsync()).State);
    }

    [Theory]
    [InlineData(0, JobState.Failed)]
    [InlineData(9, JobState.Failed)]
    [InlineData(10, JobState.Complete)]
    public async Task With_dead_letters_all_else_is_computed_and_their_number_decides(long maxFailedItems, JobState expected)
    {
        var job = await CreateAsync(Job(6) with { MaxAttempts = 1, MaxFailedItems = maxFailedItems });
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync()).Fail(0, "no"));
        await worker.SettleAsync((await worker.MustTakeAsync(5)).Done());

        await AssertFoldAsync(job, expected, PositionSet.Of(1, 6));
    }

    [Theory]
    [InlineData(0, 10, JobState.Complete)]
    [InlineData(10, 9, JobState.Failed)]
    public async Task How_many_items_may_fail_can_be_changed_while_the_job_runs(long maxFailedItems, long changed, JobState expected)
    {
        var job = await CreateAsync(Job(6) with { MaxAttempts = 1, MaxFailedItems = maxFailedItems });
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync()).Fail(0, "no"));

        await Ledger.SetMaxFailedItemsAsync(job.Id, changed, Cancellation);

        Assert.Equal(changed, (await ProgressAsync(job)).MaxFailedItems);
        await worker.SettleAsync((await worker.MustTakeAsync(5)).Done());
        await AssertFoldAsync(job, expected, PositionSet.Of(1, 6));
        await Ledger.SetMaxFailedItemsAsync(job.Id, maxFailedItems, Cancellation);
        Assert.Equal((expected, changed), ((await FoldAsync(job)).State, (await ProgressAsync(job)).MaxFailedItems));
    }

    [Fact]
    public async Task A_negative_number_of_failed_items_is_refused()
    {
        var job = await CreateAsync(Job(1));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Ledger.SetMaxFailedItemsAsync(job.Id, -1, Cancellation));
    }

    [Fact]
    public async Task A_job_of_dead_leaves_only_ends_with_a_fold_of_nothing()
    {
        var job = await CreateAsync(Job(1) with { MaxAttempts = 1, MaxFailedItems = 10 });
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync()).Fail(0, "no"));

        Assert.Equal(0, (await FoldAsync(job)).Version);
        await AssertFoldAsync(job, JobState.Complete, PositionSet.Empty);
    }

    [Theory]
    [InlineData(OnExhausted.Fail, 0, JobState.Failed)]
    [InlineData(OnExhausted.DeadLetter, 0, JobState.Failed)]
    [InlineData(OnExhausted.DeadLetter, 10, JobState.Complete)]
    public async Task Retrying_dead_leaves_reopens_the_job_and_charges_nothing(OnExhausted onExhausted, long maxFailedItems, JobState ended)
    {
        var job = await CreateAsync(Job(3) with { MaxAttempts = 1, OnExhausted = onExhausted, MaxFailedItems = maxFailedItems });
        var worker = Worker(job);
        var leases = new[] { await worker.MustTakeAsync(), await worker.MustTakeAsync(2) };
        await worker.SettleAsync(leases[0].Fail(0, "no"), leases[1].Done());
        Assert.Equal(ended, (await FoldAsync(job)).State);

        Assert.Equal(1, await Ledger.RetryDeadAsync(job.Id, Cancellation));

        var again = await worker.MustTakeAsync(3);
        Assert.Equal((new PositionRange(0, 1), 1, false), (again.Range, again.Attempt, again.Solo));
        await worker.SettleAsync(again.Done());
        await AssertFoldAsync(job, JobState.Complete, PositionSet.Of(0, 3));
        Assert.Equal(0, await Ledger.RetryDeadAsync(job.Id, Cancellation));
    }

    [Fact]
    public async Task Retrying_a_failing_job_opens_it_again()
    {
        var job = await CreateAsync(Job(3) with { MaxAttempts = 1, OnExhausted = OnExhausted.Fail });
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync()).Fail(0, "no"));
        Assert.Null(await worker.TakeAsync());

        await Ledger.RetryDeadAsync(job.Id, Cancellation);

        Assert.Equal(0, (await worker.MustTakeAsync()).Range.Start);
    }

    [Fact]
    public async Task Creating_a_job_again_changes_nothing_and_another_of_its_name_is_refused()
    {
        var job = await CreateAsync(Job(3));
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync()).Done());
        await Ledger.SetLimitsAsync(job.Id, new JobLimits(MaxInFlight: 20), Cancellation);

        Assert.False(await Ledger.CreateAsync(job with { }, Cancellation));

        Assert.Equal(10, (await ProgressAsync(job)).Completed);
        var other = job with { MaxAttempts = 9 };
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Ledger.CreateAsync(other, Cancellation));
    }

    /// <summary>Elsewhere a lost scheduler lost its jobs; here their owner enters them anew and workers go on.</summary>
    [Fact]
    public async Task A_job_whose_row_was_lost_can_be_entered_anew_and_its_workers_go_on()
    {
        var job = await CreateAsync(Job(3));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync();
        await Ledger.RemoveAsync(job.Id, Cancellation);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => worker.SettleAsync(lease.Done()));

        await CreateAsync(job);

        Assert.Equal([lease.Token], (await worker.SettleAsync(lease.Done())).Lost);
        await DrainAsync(job);
        await AssertFoldAsync(job, JobState.Complete, PositionSet.Of(0, 3));
    }

    [Fact]
    public async Task A_removed_job_is_not_found_by_anybody()
    {
        var job = await CreateAsync(Job(3));
        Assert.Contains(job.Id, await Ledger.ListAsync(Cancellation));
        await Ledger.RemoveAsync(job.Id, Cancellation);

        Assert.DoesNotContain(job.Id, await Ledger.ListAsync(Cancellation));
        Func<ILedger, ValueTask>[] methods =
        [
            async ledger => await ledger.ProgressAsync(job.Id, Cancellation),
            async ledger => await ledger.FoldAsync(job.Id, RangeTally.Merge, Cancellation),
            async ledger => await ledger.RetryDeadAsync(job.Id, Cancellation),
            async ledger => await ledger.VerifyAsync(job.Id, Cancellation),
            ledger => ledger.PauseAsync(job.Id, Cancellation),
            ledger => ledger.ResumeAsync(job.Id, Cancellation),
            ledger => ledger.SetLimitsAsync(job.Id, JobLimits.None, Cancellation),
            ledger => ledger.SetMaxFailedItemsAsync(job.Id, 1, Cancellation),
            ledger => ledger.CancelAsync(job.Id, Cancellation),
            ledger => ledger.RemoveAsync(job.Id, Cancellation),
        ];
        foreach (var method in methods)
        {
            Assert.Equal(job.Id, (await Assert.ThrowsAsync<JobNotFoundException>(async () => await method(Ledger))).Job);
        }
    }
}
