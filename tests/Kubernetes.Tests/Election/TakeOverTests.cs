using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>Who leads when, by virtual clocks: the figures are those of the algorithm alone.</summary>
public sealed class TakeOverTests
{
    // Timers know whole milliseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(3);

    private readonly ManualTime _time = new();
    private readonly FakeApiServer _server;

    public TakeOverTests() => _server = new FakeApiServer(_time);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Fact]
    public async Task The_first_leads_at_once_and_says_so_in_the_lease()
    {
        var first = Contend("first");
        var leadership = await first.BegunAsync();
        var lease = await LeaseAsync();

        Assert.True(first.IsLeader);
        Assert.Equal((1, "first"), (leadership.Epoch, first.Elector.Leader));
        Assert.Equal(
            new LeaseSpec
            {
                HolderIdentity = "first",
                LeaseDurationSeconds = 15,
                LeaseTransitions = 1,
                AcquireTime = _time.GetUtcNow(),
                RenewTime = _time.GetUtcNow(),
            },
            lease.Spec);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_the_leader_dies_another_leads_within_17_seconds_and_not_before_the_old_ones_trust_has_run_out(int seed)
    {
        var random = new Random(seed);
        var (first, second) = (Contend("first", seed), Contend("second", seed + 1000));
        _time.Pass(TimeSpan.FromSeconds(30 * random.NextDouble()));
        Assert.Equal((true, false, "first"), (first.IsLeader, second.IsLeader, second.Elector.Leader));

        first.Link.State = random.Next(2) == 0 ? LinkState.Breaks : LinkState.Hangs;
        var took = _time.Until(() => second.IsLeader, () => Assert.False(first.IsLeader && second.IsLeader));

        // The last renewal is at most one period old: so much less than the lease's duration it may take, and so much more than it.
        Assert.InRange(took, TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(17) + Rounding);
        Assert.Equal(2, (await second.BegunAsync()).Epoch);
        Assert.Equal(LeadershipEnd.Lost, await first.EndAsync());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task When_the_leader_is_told_to_stop_another_leads_within_3_seconds(int seed)
    {
        var random = new Random(seed);
        var (first, second) = (Contend("first", seed), Contend("second", seed + 1000));
        _time.Pass(TimeSpan.FromSeconds(30 * random.NextDouble()));
        await first.BegunAsync();

        first.Stop();
        Assert.Equal(LeadershipEnd.Released, await first.EndAsync());
        var took = _time.Until(() => second.IsLeader);

        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2) + Rounding);
        Assert.Equal(2, (await second.BegunAsync()).Epoch);
    }

    [Fact]
    public async Task A_restarted_container_resumes_its_own_lease_at_once_and_its_former_life_is_fenced_off()
    {
        var before = Contend("first");
        var waiting = Contend("second");
        var former = await before.BegunAsync();
        _time.Pass(TimeSpan.FromSeconds(5));
        before.Link.State = LinkState.Breaks;

        var after = Contend("first");

        Assert.True(after.IsLeader);
        Assert.True((await after.BegunAsync()).Epoch > former.Epoch);
        // Were it alive after all, it would find out.
        before.Link.State = LinkState.Works;
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal((false, true, false), (before.IsLeader, after.IsLeader, waiting.IsLeader));
        Assert.Equal(LeadershipEnd.Lost, await before.EndAsync());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_leader_whose_clock_is_one_hour_off_keeps_its_lease_and_another_takes_it_no_sooner_or_later_when_it_dies(int hours)
    {
        var first = Contend("first", time: new ShiftedTime(_time, TimeSpan.FromHours(hours)));
        var second = Contend("second", 2);

        _time.Pass(TimeSpan.FromMinutes(5), () => Assert.True(first.IsLeader && !second.IsLeader));
        first.Link.State = LinkState.Breaks;

        Assert.InRange(_time.Until(() => second.IsLeader), TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(17) + Rounding);
    }

    [Fact]
    public void One_who_stood_still_while_it_waited_looks_again_before_it_takes()
    {
        var first = Contend("first");
        var own = new ManualTime();
        var second = Contend("second", 2, own);
        // The leader has renewed since.
        _time.Pass(TimeSpan.FromMinutes(1));

        own.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((true, false), (first.IsLeader, second.IsLeader));
        Assert.Equal("first", second.Elector.Leader);
    }

    [Fact]
    public void The_claim_of_another_counts_from_when_its_record_has_arrived()
    {
        var first = Contend("first");
        var second = new Contender(_server, _time, "second", new Random(2));
        second.Link.State = LinkState.Slow;
        second.Begin();
        first.Link.State = LinkState.Breaks;

        var took = _time.Until(() => second.IsLeader);

        // To read it, the lease's duration, and to write it; and at most to read it once more.
        var least = TimeSpan.FromSeconds(15) + (4 * Link.Latency);
        Assert.InRange(took, least, least + (2 * Link.Latency) + Rounding);
    }

    [Fact]
    public async Task A_lease_that_is_deleted_while_it_is_held_is_made_again_by_its_holder()
    {
        var (first, second) = (Contend("first"), Contend("second", 2));
        var leadership = await first.BegunAsync();
        using (var client = new KubernetesClient(FakeApiServer.Url, _server))
        {
            Assert.True(await client.DeleteAsync<Lease>("default", "role", cancellationToken: TestContext.Current.CancellationToken));
        }

        _time.Pass(TimeSpan.FromMinutes(1), () => Assert.True(first.IsLeader && !second.IsLeader));

        var spec = (await LeaseAsync()).Spec!;
        Assert.Equal(("first", leadership.Epoch), (spec.HolderIdentity, spec.LeaseTransitions));
    }

    [Fact]
    public void Of_many_who_see_a_lease_run_out_at_the_same_moment_one_leads()
    {
        var first = Contend("first");
        var others = Enumerable.Range(0, 8).Select(other => Contend($"other-{other}", other)).ToArray();
        first.Link.State = LinkState.Breaks;

        _time.Until(() => others.Any(other => other.IsLeader));
        _time.Pass(TimeSpan.FromMinutes(1), () => Assert.Single(others, other => other.IsLeader));
    }

    private Contender Contend(string identity, int seed = 1, TimeProvider? time = null) =>
        new Contender(_server, time ?? _time, identity, new Random(seed)).Begin();

    private async Task<Lease> LeaseAsync()
    {
        using var client = new KubernetesClient(FakeApiServer.Url, _server);
        return await client.GetAsync<Lease>("default", "role", TestContext.Current.CancellationToken);
    }
}
