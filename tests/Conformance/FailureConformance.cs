using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>Failures charge the leaf that is to blame, and nobody else.</summary>
public abstract class FailureConformance : RangeQueueConformance
{
    [Fact]
    public async Task A_failure_that_names_its_leaf_splits_it_off_and_charges_it_alone()
    {
        var job = await CreateAsync(Job(8));
        var (worker, other) = (Worker(job), Worker(job));
        var lease = await worker.MustTakeAsync(8);

        await worker.SettleAsync(lease.Fail(3, "no"));
        await AdvanceAsync(AnyBackoff, worker);

        var again = await other.MustTakeAsync(8);
        Assert.Equal((new PositionRange(3, 4), 2, false), (again.Range, again.Attempt, again.Solo));
        await worker.SettleAsync(lease.Done(0, 3), lease.Done(4, 8));
        await other.SettleAsync(again.Done());
        Assert.Equal(JobState.Complete, (await FoldAsync(job)).State);
    }

    [Fact]
    public async Task A_retry_waits_no_longer_than_the_backoff_and_others_go_first()
    {
        var job = await CreateAsync(Job(100));
        var worker = Worker(job);
        for (var leaf = 0; leaf < 40; leaf++)
        {
            await worker.MustTakeAsync();
        }

        await worker.SettleAsync([.. worker.Held.Select(lease => lease.Fail(lease.Range.Start, "no"))]);

        // With full jitter, one of forty waits more than half of the bound but for once in 10^12.
        await AdvanceAsync(job.Backoff / 2, worker);
        var early = await worker.SendAsync(worker.Report(new Want(40, 1, 1, 0)));
        Assert.Contains(early.Leases, lease => lease.Range.Start >= 40);
        await AdvanceAsync(job.Backoff / 2, worker);
        var late = await worker.SendAsync(worker.Report(new Want(40, 1, 1, 0)));
        var retried = early.Leases.Concat(late.Leases).Where(lease => lease.Attempt == 2).Select(lease => lease.Range);
        Assert.Equal(PositionSet.Of(0, 40), PositionSet.Of(retried));
    }

    [Fact]
    public async Task A_leaf_out_of_attempts_is_dead_and_keeps_its_last_message()
    {
        var job = await CreateAsync(Job(2) with { MaxAttempts = 2 });
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync()).Fail(0, "first"));
        await AdvanceAsync(AnyBackoff, worker);
        await worker.SettleAsync((await worker.MustTakeAsync()).Fail(0, "last"));

        await AdvanceAsync(AnyBackoff, worker);
        Assert.Equal(1, (await worker.MustTakeAsync(5)).Range.Start);
        var progress = await ProgressAsync(job);
        Assert.Equal([new DeadRange(new PositionRange(0, 1), 2, "last")], progress.Dead);
        Assert.Equal(10, progress.Failed);
    }

    [Fact]
    public async Task A_failure_that_names_no_leaf_only_bisects()
    {
        var job = await CreateAsync(Job(8));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(8);

        await worker.SettleAsync(lease.Done(0, 1) with { Failed = [new LeafFailure(null, "somewhere")] });

        var halves = new[] { await worker.MustTakeAsync(8), await worker.MustTakeAsync(8) };
        Assert.Equal([new(1, 4), new(4, 8)], halves.Select(half => half.Range));
        Assert.All(halves, half => Assert.Equal((1, false), (half.Attempt, half.Solo)));
        Assert.Null(await worker.TakeAsync());
    }

    [Fact]
    public async Task A_failure_that_names_no_leaf_charges_a_single_one()
    {
        var job = await CreateAsync(Job(1));
        var worker = Worker(job);
        for (var attempt = 1; attempt <= job.MaxAttempts; attempt++)
        {
            var lease = await worker.MustTakeAsync();
            Assert.Equal(attempt, lease.Attempt);
            await worker.SettleAsync(lease.Fail(null, $"attempt {attempt}"));
            await AdvanceAsync(AnyBackoff, worker);
        }

        Assert.Equal("attempt 3", Assert.Single((await ProgressAsync(job)).Dead).Message);
    }

    [Fact]
    public async Task A_poison_leaf_ends_alone_and_innocents_are_never_charged()
    {
        var job = await CreateAsync(Job(64));
        var worker = Worker(job);
        for (var idle = 0; idle < 2; idle++)
        {
            while (await worker.TakeAsync(64) is { } lease)
            {
                idle = 0;
                Assert.True(lease.Attempt == 1 || lease.Range == new PositionRange(37, 38));
                await worker.SettleAsync(lease.Range.Contains(37) ? lease.Fail(null, "poison") : lease.Done());
            }

            await AdvanceAsync(AnyBackoff, worker);
        }

        Assert.Equal([new DeadRange(new PositionRange(37, 38), 3, "poison")], (await ProgressAsync(job)).Dead);
        Assert.Equal(PositionSet.Of(0, 64).Except(PositionSet.Of(37, 38)), (await FoldAsync(job)).Covered);
    }

    [Fact]
    public async Task What_is_given_back_keeps_what_it_was_charged()
    {
        var job = await CreateAsync(Job(1));
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync()).Fail(0, "no"));
        await AdvanceAsync(AnyBackoff, worker);

        await worker.SettleAsync((await worker.MustTakeAsync()).GiveBack());

        Assert.Equal(2, (await worker.MustTakeAsync()).Attempt);
    }
}
