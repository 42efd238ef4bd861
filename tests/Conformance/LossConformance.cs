using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>Leases of silent workers come back, those of others never do, and a leaf that kills its workers ends alone.</summary>
public abstract class LossConformance : RangeQueueConformance
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_silent_workers_lease_is_reaped_five_seconds_after_its_deadline_and_no_sooner()
    {
        var job = await CreateAsync(Job(1));
        var (silent, awake) = (Worker(job), Worker(job));
        await silent.MustTakeAsync();

        await AdvanceAsync(LeaseDuration + TimeSpan.FromSeconds(4), awake);
        Assert.Null(await awake.TakeAsync());
        await AdvanceAsync(Moment, awake);

        var lease = await awake.MustTakeAsync();
        Assert.Equal((new PositionRange(0, 1), 1, true), (lease.Range, lease.Attempt, lease.Solo));
    }

    /// <summary>Others had a fixed visibility timeout, and a rescuer that went by the age of a job.</summary>
    [Fact]
    public async Task A_worker_that_renews_keeps_its_lease_for_ever()
    {
        var job = await CreateAsync(Job(2));
        var (slow, idle) = (Worker(job), Worker(job));
        var lease = await slow.MustTakeAsync(2);

        await AdvanceAsync(LeaseDuration * 20, slow, idle);

        Assert.Null(await idle.TakeAsync());
        Assert.Empty((await slow.SettleAsync(lease.Done())).Lost);
        Assert.Equal(JobState.Complete, (await FoldAsync(job)).State);
    }

    /// <summary>Others rescued, or declared abandoned, a job that had just been finished.</summary>
    [Fact]
    public async Task What_is_settled_is_never_reaped()
    {
        var job = await CreateAsync(Job(4));
        var (done, awake) = (Worker(job), Worker(job));
        var lease = await done.MustTakeAsync(2);
        await done.SettleAsync(lease.Done());
        await awake.MustTakeAsync(2);

        await OutwaitLeasesAsync(awake);

        var progress = await ProgressAsync(job);
        Assert.Equal((20, 20, 0), (progress.Completed, progress.InFlight, progress.Retrying));
        await awake.SettleAsync(awake.Held[0].Done());
        await AssertFoldAsync(job, JobState.Complete, PositionSet.Of(0, 4));
    }

    /// <summary>Elsewhere a late acknowledgement of the first attempt was taken for the second's.</summary>
    [Fact]
    public async Task A_late_settlement_of_the_first_attempt_is_not_taken_for_the_second()
    {
        var job = await CreateAsync(Job(1));
        var (late, second) = (Worker(job), Worker(job));
        var first = await late.MustTakeAsync();
        await OutwaitLeasesAsync(second);
        var again = await second.MustTakeAsync();

        var reply = await late.SettleAsync(first.Done());

        Assert.Equal([first.Token], reply.Lost);
        Assert.Equal(PositionSet.Empty, (await FoldAsync(job)).Covered);
        Assert.Empty((await second.SettleAsync(again.Done())).Lost);
        Assert.Equal(JobState.Complete, (await FoldAsync(job)).State);
    }

    /// <summary>Elsewhere a task could be active without a lease, and was stuck for ever.</summary>
    [Fact]
    public async Task Whatever_a_worker_held_when_it_fell_silent_comes_back()
    {
        var job = await CreateAsync(Job(40));
        var (silent, awake) = (Worker(job), Worker(job));
        await silent.MustTakeAsync(8);
        await silent.SettleAsync(silent.Held[0].Done(3, 5));
        var repeated = silent.Report(new Want(1, 8, 8, 0), silent.Held[0].Done(0, 1));
        await silent.SendAsync(repeated);
        await Harness.Connect(job.Id).ExchangeAsync(repeated, Cancellation);
        await silent.SendAsync(silent.Report(new Want(2, 4, 4, 0), silent.Held[1].Fail(12, "no")));

        await OutwaitLeasesAsync(awake);

        Assert.Equal(0, (await ProgressAsync(job)).InFlight);
        await DrainAsync(job);
        await AssertFoldAsync(job, JobState.Complete, PositionSet.Of(0, 40));
    }

    [Fact]
    public async Task An_outage_of_the_queue_is_nobodys_loss()
    {
        var job = await CreateAsync(Job(2));
        var (one, two) = (Worker(job), Worker(job));
        var leases = new[] { await one.MustTakeAsync(), await two.MustTakeAsync() };

        await Harness.AdvanceAsync(TimeSpan.FromHours(8));
        Assert.Empty((await one.RenewAsync()).Lost);
        await AdvanceAsync(LeaseDuration, one);

        Assert.Empty((await two.SettleAsync(leases[1].Done())).Lost);
    }

    [Fact]
    public async Task After_an_outage_a_silent_worker_is_still_silent()
    {
        var job = await CreateAsync(Job(2));
        var (silent, awake) = (Worker(job), Worker(job));
        await silent.MustTakeAsync(2);

        await Harness.AdvanceAsync(TimeSpan.FromHours(8));
        await awake.RenewAsync();
        await OutwaitLeasesAsync(awake);

        Assert.NotNull(await awake.TakeAsync());
    }

    [Fact]
    public async Task A_lost_range_is_halved_and_each_half_is_granted_to_a_worker_that_holds_nothing_else()
    {
        var job = await CreateAsync(Job(20));
        var (silent, busy, idle) = (Worker(job), Worker(job), Worker(job));
        await silent.MustTakeAsync(8);
        await busy.MustTakeAsync(1);
        await OutwaitLeasesAsync(busy);

        Assert.Equal(new PositionRange(9, 11), (await busy.MustTakeAsync(2)).Range);
        var reply = await idle.SendAsync(idle.Report(new Want(5, 4, 4, 0)));
        var solo = Assert.Single(reply.Leases);
        Assert.Equal((new PositionRange(0, 4), true), (solo.Range, solo.Solo));
        Assert.Null(await idle.TakeAsync());
        await idle.SettleAsync(idle.Held[0].Done());
        Assert.Equal(new PositionRange(4, 8), (await idle.MustTakeAsync(4)).Range);
    }

    [Fact]
    public async Task A_first_loss_charges_nobody_and_a_loss_alone_only_the_leaf_that_was_begun()
    {
        var job = await CreateAsync(Job(4) with { MaxLosses = 1 });
        var awake = Worker(job);
        for (var loss = 0; loss < 2; loss++)
        {
            Assert.Empty((await ProgressAsync(job)).Dead);
            var silent = Worker(job);
            await silent.SettleAsync((await silent.MustTakeAsync(4)).Begin(1));
            await OutwaitLeasesAsync(awake);
        }

        Assert.Equal(new PositionRange(0, 1), Assert.Single((await ProgressAsync(job)).Dead).Range);
        var rest = await awake.MustTakeAsync(4);
        Assert.Equal((new PositionRange(1, 2), 1, true), (rest.Range, rest.Attempt, rest.Solo));
    }

    [Fact]
    public async Task A_worker_with_several_leases_may_be_lost_without_charging_any_of_them()
    {
        var job = await CreateAsync(Job(2) with { MaxLosses = 1, Limits = new JobLimits(MaxInFlight: 100) });
        var (silent, awake) = (Worker(job), Worker(job));
        await silent.SendAsync(silent.Report(new Want(2, 1, 1, 0)));
        await silent.SettleAsync([.. silent.Held.Select(lease => lease.Begin(lease.Range.End))]);

        await OutwaitLeasesAsync(awake);

        Assert.Equal(2, (int)(await ProgressAsync(job)).Retrying / 10);
        Assert.Empty((await ProgressAsync(job)).Dead);
    }

    /// <summary>Only one of them can have taken the worker down, and nobody knows which.</summary>
    [Fact]
    public async Task Leaves_that_were_begun_side_by_side_are_not_charged_for_one_another()
    {
        var job = await CreateAsync(Job(2) with { MaxLosses = 1 });
        var (silent, awake) = (Worker(job), Worker(job));
        var lease = await silent.MustTakeAsync(2);
        await silent.SettleAsync(lease.Begin(2));

        await OutwaitLeasesAsync(awake);

        Assert.Empty((await ProgressAsync(job)).Dead);
        for (var position = 0; position < 2; position++)
        {
            var alone = await awake.MustTakeAsync(2);
            Assert.Equal((new PositionRange(position, position + 1), true), (alone.Range, alone.Solo));
            await awake.SettleAsync(alone.Done());
        }

        Assert.Equal(JobState.Complete, (await FoldAsync(job)).State);
    }

    [Fact]
    public async Task Leaves_under_way_on_both_sides_of_a_settled_one_are_not_charged_for_one_another()
    {
        var job = await CreateAsync(Job(3) with { MaxLosses = 1 });
        var (silent, awake) = (Worker(job), Worker(job));
        var lease = await silent.MustTakeAsync(3);
        await silent.SettleAsync(lease.Done(1, 2) with { Rest = Rest.Keep, BegunUpTo = 3 });

        await OutwaitLeasesAsync(awake);

        Assert.Empty((await ProgressAsync(job)).Dead);
    }

    [Fact]
    public async Task A_range_that_no_worker_began_may_be_lost_any_number_of_times()
    {
        var job = await CreateAsync(Job(1));
        var awake = Worker(job);
        for (var loss = 0; loss < job.MaxLosses + 2; loss++)
        {
            await Worker(job).MustTakeAsync();
            await OutwaitLeasesAsync(awake);
        }

        var last = Worker(job);
        await last.SettleAsync((await last.MustTakeAsync()).Begin(1));
        await OutwaitLeasesAsync(awake);

        Assert.Equal(1, (await awake.MustTakeAsync()).Attempt);
    }

    [Fact]
    public async Task A_leaf_that_takes_its_workers_down_ends_alone_and_all_else_is_computed()
    {
        var job = await CreateAsync(Job(16));
        var awake = Worker(job);
        var workers = 0;
        for (var worker = Worker(job); await worker.TakeAsync(16) is { } lease;)
        {
            await worker.SettleAsync(lease.Begin(lease.Range.End));
            if (lease.Range.Contains(5))
            {
                worker = Worker(job);
                workers++;
                await OutwaitLeasesAsync(awake);
            }
            else
            {
                await worker.SettleAsync(lease.Done());
            }
        }

        // Four halvings find the leaf, three losses of it alone are what the job allows.
        Assert.Equal(4 + job.MaxLosses, workers);
        var dead = Assert.Single((await ProgressAsync(job)).Dead);
        Assert.Equal(new PositionRange(5, 6), dead.Range);
        Assert.Contains("lost 3 times", dead.Message, StringComparison.Ordinal);
        Assert.Equal(PositionSet.Of(0, 16).Except(PositionSet.Of(5, 6)), (await FoldAsync(job)).Covered);
    }

    [Fact]
    public async Task One_exchange_reaps_sixteen_leases_at_most_and_the_next_goes_on()
    {
        var job = await CreateAsync(Job(40));
        var awake = Worker(job);
        for (var worker = 0; worker < 20; worker++)
        {
            await Worker(job).MustTakeAsync();
        }

        await AdvanceAsync(LeaseDuration, awake);
        await Harness.AdvanceAsync(TimeSpan.FromSeconds(5));
        var before = await ProgressAsync(job);
        await awake.RenewAsync();
        var first = await ProgressAsync(job);
        await awake.RenewAsync();

        Assert.Equal((200, 40, 0), (before.InFlight, first.InFlight, (await ProgressAsync(job)).InFlight));
    }
}
