using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>The exchange: idempotent, ordered, and bound to one incarnation and one spec.</summary>
public abstract class ExchangeConformance : RangeQueueConformance
{
    [Fact]
    public async Task Leaves_are_granted_from_the_front()
    {
        var worker = Worker(await CreateAsync(Job(10)));

        var first = await worker.MustTakeAsync(4);
        var second = await worker.MustTakeAsync(4);
        var third = await worker.MustTakeAsync(4);

        Assert.Equal([new(0, 4), new(4, 8), new(8, 10)], [first.Range, second.Range, third.Range]);
        Assert.Equal((1, false, LeaseDuration), (first.Attempt, first.Solo, first.ExpiresIn));
        Assert.Null(await worker.TakeAsync());
    }

    [Fact]
    public async Task A_repeated_report_gets_the_same_reply_and_nothing_enters_twice()
    {
        var job = await CreateAsync(Job(10));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);
        var report = worker.Report(new Want(2, 1, 1, 0), lease.Done()) with { Counters = new WorkerCounters { LeavesComputed = 2 } };

        var reply = await worker.SendAsync(report);
        var progress = await ProgressAsync(job);
        var again = await worker.SendAsync(report);

        Replies.AssertSame(reply, again);
        Assert.Equal(20, progress.Completed);
        Assert.Equivalent(progress, await ProgressAsync(job));
        Assert.Equal(PositionSet.Of(0, 2), (await FoldAsync(job)).Covered);
    }

    [Fact]
    public async Task A_repeated_report_gets_its_old_reply_even_after_the_job_has_changed()
    {
        var job = await CreateAsync(Job(10));
        var worker = Worker(job);
        var report = worker.Report(new Want(1, 2, 2, 0));
        var reply = await worker.SendAsync(report);

        await Ledger.PauseAsync(job.Id, Cancellation);

        Replies.AssertSame(reply, await worker.SendAsync(report));
        Assert.Equal(JobState.Open, reply.State);
    }

    [Fact]
    public async Task An_older_report_is_refused_and_changes_nothing()
    {
        var job = await CreateAsync(Job(10));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);
        var old = worker.Report(new Want(1, 1, 1, 0), lease.Done());
        await worker.SendAsync(old);
        await worker.RenewAsync();
        var before = await ProgressAsync(job);

        var refusal = await Assert.ThrowsAsync<ExchangeRefusedException>(() => worker.SendAsync(old));

        Assert.Equal(RefusalReason.StaleSequence, refusal.Reason);
        Assert.Equivalent(before, await ProgressAsync(job));
    }

    [Fact]
    public async Task A_report_of_another_spec_is_refused_and_changes_nothing()
    {
        var job = await CreateAsync(Job(10));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);
        var before = await ProgressAsync(job);

        var refusal = await Assert.ThrowsAsync<ExchangeRefusedException>(
            () => worker.SendAsync(worker.Report(new Want(1, 1, 1, 0), lease.Done()) with { SpecHash = "other" }));

        Assert.Equal(RefusalReason.SpecMismatch, refusal.Reason);
        Assert.Equivalent(before, await ProgressAsync(job));
    }

    [Fact]
    public async Task A_lease_granted_in_a_reply_that_never_arrived_is_given_back_uncharged()
    {
        var job = await CreateAsync(Job(4));
        var (worker, other) = (Worker(job), Worker(job));
        var lost = await Harness.Connect(job.Id).ExchangeAsync(worker.Report(new Want(1, 4, 4, 0)), Cancellation);
        Assert.Null(await other.TakeAsync(4));

        var next = worker.Report(Want.Nothing) with { Sequence = 2 };
        await worker.SendAsync(next);

        var lease = await other.MustTakeAsync(4);
        Assert.Equal((lost.Leases[0].Range, 1, false), (lease.Range, lease.Attempt, lease.Solo));
        Assert.NotEqual(lost.Leases[0].Token, lease.Token);
    }

    [Fact]
    public async Task A_new_incarnation_starts_anew_and_inherits_nothing()
    {
        var job = await CreateAsync(Job(4));
        var (before, after) = (Worker(job), Worker(job));
        var lease = await before.MustTakeAsync(2);

        var reply = await after.SendAsync(after.Report(Want.Nothing) with { Held = [lease.Token] });

        Assert.Equal([lease.Token], reply.Lost);
        Assert.Empty((await before.RenewAsync()).Lost);
    }

    [Fact]
    public async Task A_job_that_is_not_there_yet_is_unavailable_until_it_is()
    {
        var job = Job(4);
        var worker = Worker(job);

        await Assert.ThrowsAsync<QueueUnavailableException>(() => worker.TakeAsync());
        await CreateAsync(job);

        Assert.NotNull(await worker.TakeAsync());
    }

    [Fact]
    public async Task Counters_are_sums_over_a_life_so_lives_are_added_and_reports_are_not()
    {
        var job = await CreateAsync(Job(4));
        var (one, two) = (Worker(job), Worker(job));

        await one.SendAsync(one.Report(Want.Nothing) with { Counters = new WorkerCounters { LeavesComputed = 5 } });
        await one.SendAsync(one.Report(Want.Nothing) with { Counters = new WorkerCounters { LeavesComputed = 7 } });
        await two.SendAsync(two.Report(Want.Nothing) with { Counters = new WorkerCounters { LeavesComputed = 10 } });

        Assert.Equal(17, (await ProgressAsync(job)).Counters.LeavesComputed);
    }

    [Fact]
    public async Task Only_workers_seen_within_a_lease_duration_and_not_leaving_are_live()
    {
        var job = await CreateAsync(Job(4));
        var (silent, leaving, awake) = (Worker(job, 2), Worker(job, 4), Worker(job, 8));
        await silent.RenewAsync();
        await leaving.RenewAsync();
        Assert.Equal(14, (await awake.RenewAsync()).JobSlots);

        var farewell = await leaving.SendAsync(leaving.Report(new Want(1, 1, 1, 0)) with { Leaving = true });
        Assert.Empty(farewell.Leases);
        Assert.Equal(10, (await awake.RenewAsync()).JobSlots);

        await AdvanceAsync(LeaseDuration + TimeSpan.FromSeconds(1), awake);
        var progress = await ProgressAsync(job);
        Assert.Equal((1, 8), (progress.LiveWorkers, progress.LiveSlots));
    }

    [Fact]
    public async Task Idle_workers_come_four_times_a_second_and_five_hundred_times_in_all()
    {
        var job = await CreateAsync(Job(4));
        var first = await Worker(job).RenewAsync();
        var last = first;
        for (var workers = 2; workers <= 400; workers++)
        {
            last = await Worker(job).RenewAsync();
        }

        Assert.Equal(TimeSpan.FromMilliseconds(250), first.NextExchangeAfter);
        Assert.Equal(TimeSpan.FromMilliseconds(800), last.NextExchangeAfter);
    }

    [Fact]
    public async Task A_worker_is_told_how_much_is_left_to_grant()
    {
        var worker = Worker(await CreateAsync(Job(10)));

        var granted = await worker.SendAsync(worker.Report(new Want(1, 4, 4, 0)));
        var returned = await worker.SettleAsync(granted.Leases[0].GiveBack());

        Assert.Equal((6, 10), (granted.Remaining, returned.Remaining));
    }
}
