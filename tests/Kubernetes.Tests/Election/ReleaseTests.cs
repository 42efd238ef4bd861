using System.Net;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>How contending and leading begin and end, and that nothing is left of them.</summary>
public sealed class ReleaseTests
{
    private readonly ManualTime _time = new();
    private readonly FakeApiServer _server;

    public ReleaseTests() => _server = new FakeApiServer(_time);

    public static TheoryData<LinkState> Faults => [LinkState.Breaks, LinkState.Hangs];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_an_API_server_it_waits_for_ever_and_not_too_eagerly(LinkState fault)
    {
        var contender = Contender();
        contender.Link.State = fault;
        contender.Begin();

        _time.Pass(TimeSpan.FromHours(1), () => Assert.False(contender.Run.IsCompleted));

        Assert.InRange(contender.Link.Requests, 360, 460);
        contender.Link.State = LinkState.Works;
        Assert.InRange(_time.Until(() => contender.IsLeader), TimeSpan.Zero, TimeSpan.FromSeconds(10.001));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public void No_refusal_ends_it(HttpStatusCode code)
    {
        _server.Faults.Always(ApiFault.Answer(code, "AsTheTestSays"));
        var contender = Contender().Begin();

        _time.Pass(TimeSpan.FromMinutes(5), () => Assert.False(contender.Run.IsCompleted));
        _server.Faults.Clear();

        _time.Until(() => contender.IsLeader);
    }

    [Fact]
    public async Task The_lease_is_released_after_the_work_has_ended_and_kept_until_then_however_long_that_takes()
    {
        var done = new TaskCompletionSource();
        var leader = Contender(_ => done.Task).Begin();
        var leadership = await leader.BegunAsync();
        var other = new Contender(_server, _time, "other", new Random(2)).Begin();

        leader.Stop();
        Assert.True(leadership.Token.IsCancellationRequested);
        _time.Pass(TimeSpan.FromMinutes(2), () => Assert.True(leadership.IsHeld && !other.IsLeader));
        done.SetResult();

        Assert.Equal(LeadershipEnd.Released, await leader.EndAsync());
        Assert.False(leadership.IsHeld);
        var released = await LeaseAsync();
        Assert.Equal(("", 1, 1), (released.Spec!.HolderIdentity, released.Spec.LeaseDurationSeconds, released.Spec.LeaseTransitions));
        Assert.Null(leader.Elector.Leader);
    }

    [Fact]
    public async Task Work_that_ends_by_itself_ends_the_leadership()
    {
        var leader = Contender(_ => Task.CompletedTask).Begin();

        Assert.Equal(LeadershipEnd.Ended, await leader.EndAsync());

        Assert.Equal("", (await LeaseAsync()).Spec!.HolderIdentity);
        AssertNothingIsLeft(leader);
    }

    [Fact]
    public async Task What_the_work_throws_is_thrown_after_the_lease_is_released()
    {
        var leader = Contender(_ => throw new InvalidOperationException("a fault of the work")).Begin();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(leader.EndAsync);

        Assert.Equal("a fault of the work", exception.Message);
        Assert.Equal("", (await LeaseAsync()).Spec!.HolderIdentity);
        AssertNothingIsLeft(leader);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_fault_of_the_work()
    {
        var leader = Contender(_ => throw new OperationCanceledException("a time limit of the work")).Begin();

        await Assert.ThrowsAsync<OperationCanceledException>(leader.EndAsync);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_attempt_is_left_running_when_a_leader_stops_while_it_renews(LinkState fault)
    {
        var leader = Contender().Begin();
        await leader.BegunAsync();
        leader.Link.State = fault;
        var requests = leader.Link.Requests;
        _time.Until(() => leader.Link.Requests > requests);
        leader.Link.State = LinkState.Works;

        leader.Stop();

        Assert.Equal(LeadershipEnd.Released, await leader.EndAsync());
        AssertNothingIsLeft(leader);
    }

    [Fact]
    public async Task It_does_not_return_before_an_attempt_that_cannot_be_given_up_at_once()
    {
        var leader = Contender().Begin();
        await leader.BegunAsync();
        leader.Link.State = LinkState.Sticks;
        _time.Until(() => leader.Link.UnderWay == 1);

        leader.Stop();
        // However long it is waited: a slow machine can only hide the fault, not make one.
        await Assert.ThrowsAsync<TimeoutException>(() => leader.Run.WaitAsync(TimeSpan.FromMilliseconds(200)));
        leader.Link.State = LinkState.Works;
        leader.Link.Freed.SetResult();

        Assert.Equal(LeadershipEnd.Released, await leader.EndAsync());
        AssertNothingIsLeft(leader);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_attempt_is_left_running_when_one_who_waits_is_stopped(LinkState fault)
    {
        var contender = Contender();
        contender.Link.State = fault;
        contender.Begin();
        _time.Pass(TimeSpan.FromSeconds(1));

        contender.Stop();

        Assert.Equal(LeadershipEnd.Released, await contender.EndAsync());
        AssertNothingIsLeft(contender);
    }

    [Fact]
    public async Task A_lease_that_was_taken_without_an_answer_is_released_too()
    {
        _server.Faults.Next(ApiFault.LoseAnswer, request => request.Verb == "create");
        var contender = Contender().Begin();
        Assert.Equal((false, "me"), (contender.IsLeader, (await LeaseAsync()).Spec!.HolderIdentity));

        contender.Stop();

        Assert.Equal(LeadershipEnd.Released, await contender.EndAsync());
        Assert.Equal("", (await LeaseAsync()).Spec!.HolderIdentity);
    }

    [Fact]
    public async Task A_lease_that_was_taken_without_an_answer_is_taken_again()
    {
        _server.Faults.Next(ApiFault.LoseAnswer, request => request.Verb == "create");
        var contender = Contender().Begin();

        Assert.InRange(_time.Until(() => contender.IsLeader), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2.001));

        Assert.Equal((await LeaseAsync()).Spec!.LeaseTransitions, (await contender.BegunAsync()).Epoch);
    }

    [Fact]
    public async Task What_cannot_be_released_runs_out_and_holds_nobody_up()
    {
        var leader = Contender().Begin();
        await leader.BegunAsync();
        var arrived = new TaskCompletionSource();
        leader.Link.State = LinkState.Hangs;
        leader.Link.Hanging += arrived.SetResult;

        leader.Stop();
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(_time.AdvanceToNextTimer(), "the release has no time limit");

        Assert.Equal(LeadershipEnd.Released, await leader.EndAsync());
        Assert.Equal("me", (await LeaseAsync()).Spec!.HolderIdentity);
        AssertNothingIsLeft(leader);
    }

    [Fact]
    public async Task Somebody_elses_lease_is_not_released()
    {
        var done = new TaskCompletionSource();
        var leader = Contender(_ => done.Task).Begin();
        await leader.BegunAsync();
        using (var client = new KubernetesClient(FakeApiServer.Url, _server))
        {
            var lease = await LeaseAsync();
            var taken = lease with { Spec = lease.Spec! with { HolderIdentity = "somebody", LeaseTransitions = 2 } };
            await client.ReplaceAsync(taken, cancellationToken: TestContext.Current.CancellationToken);
        }

        leader.Stop();
        done.SetResult();
        await leader.EndAsync();

        Assert.Equal("somebody", (await LeaseAsync()).Spec!.HolderIdentity);
    }

    private static readonly Func<Leadership, Task> UntilCancelled = leadership => Task.Delay(Timeout.Infinite, leadership.Token);

    private Contender Contender(Func<Leadership, Task>? work = null) =>
        new(_server, _time, "me", new Random(1)) { Work = work ?? UntilCancelled };

    private void AssertNothingIsLeft(Contender contender)
    {
        Assert.Equal(0, contender.Link.UnderWay);
        Assert.False(_time.AdvanceToNextTimer(), "a timer is left");
    }

    private async Task<Lease> LeaseAsync()
    {
        using var client = new KubernetesClient(FakeApiServer.Url, _server);
        return await client.GetAsync<Lease>("default", "role", TestContext.Current.CancellationToken);
    }
}
