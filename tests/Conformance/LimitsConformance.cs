using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>Limits hold for the whole job, in items, from the moment of granting.</summary>
public abstract class LimitsConformance : RangeQueueConformance
{
    private static readonly Want Much = new(100, 10, 10, 0);

    [Fact]
    public async Task With_a_limit_leases_are_of_one_leaf()
    {
        var worker = Worker(await CreateAsync(Job(100) with { Limits = new JobLimits(MaxInFlight: 1000) }));

        var reply = await worker.SendAsync(worker.Report(new Want(5, 10, 10, 0)));

        Assert.Equal([1, 1, 1, 1, 1], reply.Leases.Select(lease => lease.Range.Length));
    }

    [Fact]
    public async Task No_more_than_the_limit_is_in_flight_over_all_workers()
    {
        var job = await CreateAsync(Job(100) with { Limits = new JobLimits(MaxInFlight: 35) });
        var (one, two) = (Worker(job), Worker(job));

        await one.SendAsync(one.Report(new Want(2, 1, 1, 0)));
        await two.SendAsync(two.Report(Much));
        Assert.Equal((2, 1), (one.Held.Count, two.Held.Count));
        Assert.Null(await one.TakeAsync());

        await one.SettleAsync(one.Held[0].Done());
        Assert.NotNull(await two.TakeAsync());
        Assert.Equal(30, (await ProgressAsync(job)).InFlight);
    }

    [Fact]
    public async Task A_rate_starts_with_a_leaf_and_a_tenth_of_a_second_and_then_holds_to_the_item()
    {
        var job = await CreateAsync(Job(1000) with { Limits = new JobLimits(PerSecond: 25) });
        var worker = Worker(job);
        for (var tenths = 0; tenths < 80; tenths++)
        {
            await worker.SendAsync(worker.Report(Much));

            // 12.5 items at first and 2.5 more each time; a leaf of ten goes when there are ten.
            Assert.Equal((int)(12.5 + (2.5 * tenths)) / 10, worker.Held.Count);
            await Harness.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        }
    }

    [Fact]
    public async Task A_rate_saves_up_no_more_than_a_leaf_and_a_tenth_of_a_second()
    {
        var job = await CreateAsync(Job(1000) with { Limits = new JobLimits(PerSecond: 300) });
        var worker = Worker(job);
        await worker.SendAsync(worker.Report(Much));

        await Harness.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(4, (await worker.SendAsync(worker.Report(Much))).Leases.Length);
    }

    [Fact]
    public async Task A_rate_below_one_leaf_a_second_still_grants_leaves()
    {
        var job = await CreateAsync(Job(1000) with { Limits = new JobLimits(PerSecond: 1) });
        var worker = Worker(job);
        Assert.Single((await worker.SendAsync(worker.Report(Much))).Leases);
        var refused = await worker.SendAsync(worker.Report(Much));
        Assert.Empty(refused.Leases);
        Assert.InRange(refused.NextExchangeAfter, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(250));

        await AdvanceAsync(TimeSpan.FromSeconds(11), worker);

        Assert.Single((await worker.SendAsync(worker.Report(Much))).Leases);
    }

    [Fact]
    public async Task Limits_change_at_once_and_go_with_null()
    {
        var job = await CreateAsync(Job(100) with { Limits = new JobLimits(MaxInFlight: 10) });
        var worker = Worker(job);
        await worker.MustTakeAsync();
        Assert.Null(await worker.TakeAsync());

        await Ledger.SetLimitsAsync(job.Id, new JobLimits(MaxInFlight: 20), Cancellation);
        Assert.Equal(new JobLimits(MaxInFlight: 20), (await ProgressAsync(job)).Limits);
        Assert.NotNull(await worker.TakeAsync());
        Assert.Null(await worker.TakeAsync());

        await Ledger.SetLimitsAsync(job.Id, JobLimits.None, Cancellation);
        Assert.Equal(98, (await worker.MustTakeAsync(98)).Range.Length);
    }

    [Theory]
    [InlineData(9L, null)]
    [InlineData(0L, null)]
    [InlineData(null, 0L)]
    [InlineData(null, -1L)]
    public async Task A_limit_under_which_no_leaf_could_ever_be_granted_is_refused(long? maxInFlight, long? perSecond)
    {
        var limits = new JobLimits(maxInFlight, perSecond);
        var job = await CreateAsync(Job(100));

        await Assert.ThrowsAsync<ArgumentException>(async () => await Ledger.CreateAsync(Job(100) with { Limits = limits }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Ledger.SetLimitsAsync(job.Id, limits, Cancellation));
    }
}
