using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>What a leader does when its renewals meet difficulties.</summary>
public sealed class RenewalTests
{
    private readonly ManualTime _time = new();
    private readonly FakeApiServer _server;

    public RenewalTests() => _server = new FakeApiServer(_time);

    public static TheoryData<LinkState> Faults => [LinkState.Breaks, LinkState.Hangs, LinkState.LosesAnswers];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_API_server_that_is_away_for_8_seconds_costs_no_leadership(LinkState fault)
    {
        var leader = Contend();
        var leadership = await leader.BegunAsync();
        AfterARenewal(leader);

        leader.Link.State = fault;
        _time.Pass(TimeSpan.FromSeconds(8));
        leader.Link.State = LinkState.Works;
        _time.Pass(TimeSpan.FromMinutes(1), () => Assert.True(leader.IsLeader));

        Assert.False(leadership.Token.IsCancellationRequested);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_API_server_that_is_away_for_longer_costs_it_10_seconds_after_the_last_renewal(LinkState fault)
    {
        var leader = Contend();
        var leadership = await leader.BegunAsync();
        AfterARenewal(leader);

        leader.Link.State = fault;
        var held = _time.Until(() => leadership.Token.IsCancellationRequested);

        Assert.Equal(TimeSpan.FromSeconds(10), held);
        Assert.False(leader.IsLeader);
        Assert.Equal(LeadershipEnd.Lost, await leader.EndAsync());
        await AssertNothingIsLeftAsync(leader);
    }

    [Fact]
    public async Task Trust_counts_from_before_the_renewal_was_sent_however_late_its_answer_came()
    {
        var leader = Contend();
        var leadership = await leader.BegunAsync();
        leader.Link.State = LinkState.Slow;
        AfterARenewal(leader);

        var held = _time.Until(() => leader.Link.UnderWay == 0);
        leader.Link.State = LinkState.Breaks;
        held += _time.Until(() => leadership.Token.IsCancellationRequested);

        Assert.Equal(TimeSpan.FromSeconds(10), held);
    }

    [Fact]
    public async Task A_renewal_without_an_answer_is_given_up_in_time_for_two_others()
    {
        var leader = Contend();
        await leader.BegunAsync();
        AfterARenewal(leader);
        var before = leader.Link.Requests;

        leader.Link.State = LinkState.Hangs;
        _time.Until(() => leader.Link.Requests == before + 2);
        leader.Link.State = LinkState.Works;
        _time.Pass(TimeSpan.FromMinutes(1), () => Assert.True(leader.IsLeader));
    }

    [Fact]
    public async Task Who_finds_another_in_the_lease_has_lost_it_and_leaves_it_alone()
    {
        var leader = Contend();
        var leadership = await leader.BegunAsync();
        await ChangeAsync(lease => lease with { Spec = lease.Spec! with { HolderIdentity = "somebody", LeaseTransitions = 2 } });

        var held = _time.Until(() => leadership.Token.IsCancellationRequested);

        Assert.InRange(held, TimeSpan.Zero, TimeSpan.FromSeconds(2.001));
        Assert.Equal(LeadershipEnd.Lost, await leader.EndAsync());
        Assert.Equal("somebody", leader.Elector.Leader);
        Assert.Equal("somebody", (await LeaseAsync()).Spec!.HolderIdentity);
    }

    [Fact]
    public async Task Who_writes_something_else_into_the_lease_costs_the_leader_nothing()
    {
        var leader = Contend();
        await leader.BegunAsync();
        var labels = new Dictionary<string, string> { ["team"] = "a" };
        await ChangeAsync(lease => lease with { Metadata = lease.Metadata with { Labels = labels } });

        _time.Pass(TimeSpan.FromMinutes(1), () => Assert.True(leader.IsLeader));

        Assert.Equal(labels, (await LeaseAsync()).Metadata.Labels);
    }

    [Fact]
    public async Task Lost_is_returned_only_when_the_work_has_ended_and_nobody_is_let_in_by_us()
    {
        var done = new TaskCompletionSource();
        var leader = new Contender(_server, _time, "me", new Random(1)) { Work = _ => done.Task }.Begin();
        var leadership = await leader.BegunAsync();
        leader.Link.State = LinkState.Breaks;
        _time.Until(() => !leadership.IsHeld);
        leader.Link.State = LinkState.Works;

        _time.Pass(TimeSpan.FromMinutes(1), () => Assert.False(leader.Run.IsCompleted));
        done.SetResult();

        Assert.Equal(LeadershipEnd.Lost, await leader.EndAsync());
        Assert.Equal("me", (await LeaseAsync()).Spec!.HolderIdentity);
    }

    [Fact]
    public async Task A_process_that_stood_still_beyond_its_trust_has_lost_even_if_nobody_took_the_lease()
    {
        var leader = Contend();
        var leadership = await leader.BegunAsync();

        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.False(leadership.IsHeld);
        Assert.Equal(LeadershipEnd.Lost, await leader.EndAsync());
        await AssertNothingIsLeftAsync(leader);
    }

    /// <summary>So that the trust counted from now on is a whole one.</summary>
    private void AfterARenewal(Contender leader)
    {
        var before = leader.Link.Requests;
        _time.Until(() => leader.Link.Requests > before);
    }

    private async Task AssertNothingIsLeftAsync(Contender contender)
    {
        await contender.EndAsync();
        Assert.Equal(0, contender.Link.UnderWay);
        var requests = contender.Link.Requests;
        Assert.False(_time.AdvanceToNextTimer(), "a timer is left");
        Assert.Equal(requests, contender.Link.Requests);
    }

    private Contender Contend() => new Contender(_server, _time, "me", new Random(1)).Begin();

    private async Task ChangeAsync(Func<Lease, Lease> change)
    {
        using var client = new KubernetesClient(FakeApiServer.Url, _server);
        await client.ReplaceAsync(change(await LeaseAsync()), cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task<Lease> LeaseAsync()
    {
        using var client = new KubernetesClient(FakeApiServer.Url, _server);
        return await client.GetAsync<Lease>("default", "role", TestContext.Current.CancellationToken);
    }
}
