using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>Who is granted what: retries first, then the front, in chunks that taper towards the end.</summary>
public abstract class GrantConformance : RangeQueueConformance
{
    [Fact]
    public async Task Chunks_from_the_front_come_as_one_lease()
    {
        var worker = Worker(await CreateAsync(Job(100)));

        var reply = await worker.SendAsync(worker.Report(new Want(3, 1, 10, 0)));

        Assert.Equal(new PositionRange(0, 30), Assert.Single(reply.Leases).Range);
    }

    [Theory]
    [InlineData(1, 1, 100, 2, 1, 50)]
    [InlineData(1, 1, 100, 3, 1, 34)]
    [InlineData(1, 1, 20, 2, 1, 20)]
    [InlineData(1, 60, 80, 2, 1, 60)]
    [InlineData(1, 1, 100, 2, 4, 13)]
    [InlineData(2, 1, 100, 4, 1, 50)]
    [InlineData(1, 1, 1000, 0, 4, 100)]
    [InlineData(int.MaxValue, 1, long.MaxValue, 0, 1, 100)]
    [InlineData(1, 1, 100, int.MaxValue, int.MaxValue, 1)]
    public async Task A_chunk_is_capped_by_a_share_of_what_is_left(int chunks, long least, long most, int divisor, int slots, long expected)
    {
        var worker = Worker(await CreateAsync(Job(100)), slots);

        var reply = await worker.SendAsync(worker.Report(new Want(chunks, least, most, divisor)));

        Assert.Equal(new PositionRange(0, expected), Assert.Single(reply.Leases).Range);
    }

    [Fact]
    public async Task Who_wants_nothing_gets_nothing()
    {
        var worker = Worker(await CreateAsync(Job(100)));

        Assert.Empty((await worker.SendAsync(worker.Report(Want.Nothing))).Leases);
    }

    [Fact]
    public async Task What_came_back_goes_before_the_front_and_keeps_its_ranges_apart()
    {
        var job = await CreateAsync(Job(20));
        var (one, two, asking) = (Worker(job), Worker(job), Worker(job));
        await one.MustTakeAsync(4);
        await two.MustTakeAsync(4);
        await one.SettleAsync(one.Held[0].Done(1, 2) with { Rest = Rest.GiveBack });

        var reply = await asking.SendAsync(asking.Report(new Want(3, 4, 4, 0)));

        Assert.Equal([new(0, 1), new(2, 4), new(8, 12)], reply.Leases.Select(lease => lease.Range));
    }

    [Fact]
    public async Task A_waiting_range_larger_than_what_is_wanted_is_split()
    {
        var job = await CreateAsync(Job(20));
        var (one, asking) = (Worker(job), Worker(job));
        await one.MustTakeAsync(10);
        await one.SettleAsync(one.Held[0].GiveBack());

        Assert.Equal(new PositionRange(0, 3), (await asking.MustTakeAsync(3)).Range);
        Assert.Equal(new PositionRange(3, 10), (await asking.MustTakeAsync(20)).Range);
    }

    [Fact]
    public async Task Two_to_the_sixty_two_leaves_cost_no_more_than_ten()
    {
        const long Leaves = 1L << 62;
        var job = await CreateAsync(Job(Leaves) with { LeafItems = 4, ShortItems = 4 });
        var (one, two) = (Worker(job), Worker(job));
        var half = await one.MustTakeAsync(Leaves / 2);
        await one.SettleAsync(half.Fail(null, "bisects"));
        await AdvanceAsync(LeaseDuration, one);

        var progress = await ProgressAsync(job);
        Assert.Equal(((Int128)1 << 64, (Int128)1 << 63), (progress.Items, progress.Retrying));
        while (await two.TakeAsync(Leaves) is { } lease)
        {
            await two.SettleAsync(lease.Done());
        }

        await AssertFoldAsync(job, JobState.Complete, PositionSet.Of(0, Leaves));
        Assert.Equal((Int128)1 << 64, (await ProgressAsync(job)).Completed);
    }

    [Fact]
    public async Task The_short_leaf_counts_its_own_items_wherever_it_stands()
    {
        var job = await CreateAsync(Job(4) with { ShortPosition = 1, ShortItems = 3 });
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);

        var granted = await ProgressAsync(job);
        await worker.SettleAsync(lease.Done(1, 2));
        var settled = await ProgressAsync(job);

        Assert.Equal((33, 13), (granted.Items, granted.InFlight));
        Assert.Equal((3, 10), (settled.Completed, settled.InFlight));
    }
}
