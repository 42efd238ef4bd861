using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Scheduling;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Tests.Scheduling;

public sealed class ChunkPolicyTests
{
    private const long Leaves = 1000;

    [Theory]
    [InlineData(null, 250)]
    [InlineData(10L, 10)]
    public void Static_gives_each_slot_its_share_of_all_leaves(long? chunkLeaves, long expected) =>
        Assert.Equal(new Want(2, expected, expected, 0), Next(ChunkPolicyName.Static, chunkLeaves: chunkLeaves));

    [Fact]
    public void Static_rounds_the_share_up() =>
        Assert.Equal(334, Next(ChunkPolicyName.Static, jobSlots: 3).MaxLeaves);

    [Fact]
    public void Dynamic_gives_chunks_of_a_fixed_size() =>
        Assert.Equal(new Want(2, 8, 8, 0), Next(ChunkPolicyName.Dynamic, chunkLeaves: 8));

    [Fact]
    public void Chunks_shorter_than_the_round_trip_are_asked_for_in_advance() =>
        Assert.Equal(2 * 20, Next(ChunkPolicyName.Dynamic, chunkLeaves: 1, cost: 0.001, roundTrip: 0.010).Chunks);

    [Theory]
    [InlineData(ChunkPolicyName.Dynamic)]
    [InlineData(ChunkPolicyName.Adaptive)]
    public void What_a_worker_of_a_large_fleet_asks_for_lasts_as_long_as_the_ledger_bids_it_stay_away(ChunkPolicyName name)
    {
        var policy = ChunkPolicies.Create(Schedule(name) with { ChunkLeaves = 250 }, limited: false);
        var context = Context(cost: 0.001) with { PaceSeconds = 1 };
        var want = Enumerable.Range(0, 10).Select(_ => policy.Next(context)).ToList()[^1];

        Assert.Equal((2 * 4, 250), (want.Chunks, want.MaxLeaves));
    }

    [Fact]
    public void At_most_64_chunks_a_slot_are_asked_for_in_advance() =>
        Assert.Equal(2 * 64, Next(ChunkPolicyName.Dynamic, chunkLeaves: 1, cost: 1e-6, roundTrip: 0.010).Chunks);

    [Fact]
    public void Guided_takes_one_slots_share_of_what_is_left() =>
        Assert.Equal(new Want(1, 1, long.MaxValue, 1), Next(ChunkPolicyName.Guided));

    [Fact]
    public void Factoring_takes_half_of_what_is_left_in_one_chunk_a_slot() =>
        Assert.Equal(new Want(2, 1, long.MaxValue, 2), Next(ChunkPolicyName.Factoring));

    [Fact]
    public void A_job_with_limits_asks_for_one_leaf_for_each_idle_slot() =>
        Assert.Equal(new Want(1, 1, 1, 0), ChunkPolicies.Create(Schedule(ChunkPolicyName.Static), limited: true).Next(Context(idle: 1)));

    [Fact]
    public void Adaptive_starts_with_one_leaf_and_at_most_doubles()
    {
        var policy = ChunkPolicies.Create(Schedule(ChunkPolicyName.Adaptive), limited: false);
        var first = policy.Next(Context());
        var later = Enumerable.Range(0, 10).Select(_ => policy.Next(Context(cost: 0.001)).MaxLeaves);
        Assert.Equal(new Want(2, 1, 1, 2), first);
        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 250, 250, 250], later);
    }

    [Fact]
    public void Adaptive_makes_chunks_longer_where_the_overhead_would_pass_one_per_cent() =>
        Assert.Equal(1000, Grown(cost: 0.001, roundTrip: 0.010).MaxLeaves);

    [Fact]
    public void Adaptive_chunks_are_never_planned_longer_than_five_seconds() =>
        Assert.Equal(5000, Grown(cost: 0.001, roundTrip: 1).MaxLeaves);

    [Fact]
    public void Adaptive_chunks_do_not_taper_below_ten_milliseconds() =>
        Assert.Equal(10, Grown(cost: 0.001).MinLeaves);

    [Fact]
    public void Adaptive_plans_with_the_spread_of_the_cost()
    {
        var cost = new LeafCost(0.001, 0.004 * 0.004);
        Assert.Equal(50, Grown(cost, roundTrip: 0).MaxLeaves);
    }

    [Fact]
    public void The_cost_is_an_exponentially_weighted_mean_and_variance()
    {
        var cost = default(LeafCost).With(1).With(2);
        Assert.Equal(1.3, cost.Mean, 12);
        Assert.Equal(0.7 * 0.3, cost.Variance, 12);
    }

    private static Want Grown(double cost, double roundTrip = 0) => Grown(new LeafCost(cost, 0), roundTrip);

    private static Want Grown(LeafCost cost, double roundTrip)
    {
        var policy = ChunkPolicies.Create(Schedule(ChunkPolicyName.Adaptive), limited: false);
        var context = Context() with { Cost = cost, RoundTripSeconds = roundTrip };
        for (var growth = 0; growth < 30; growth++)
        {
            policy.Next(context);
        }

        return policy.Next(context);
    }

    private static Want Next(ChunkPolicyName name, int jobSlots = 4, long? chunkLeaves = null, double cost = 0, double roundTrip = 0) =>
        ChunkPolicies.Create(Schedule(name) with { ChunkLeaves = chunkLeaves }, limited: false)
            .Next(Context(cost) with { JobSlots = jobSlots, RoundTripSeconds = roundTrip });

    private static ScheduleSpec Schedule(ChunkPolicyName name) => new() { Policy = name, TargetMilliseconds = 250 };

    private static ChunkContext Context(double cost = 0, int idle = 2) => new(Leaves, 4, 2, idle, new LeafCost(cost, 0), 0);
}
