using ParallelJobs.Kubernetes.Election;

namespace ParallelJobs.Kubernetes.Tests.Election;

public sealed class LeadershipTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly ManualTime _time = new();

    [Fact]
    public void It_is_held_until_the_deadline_and_not_at_it()
    {
        var leadership = Begin();

        _time.Advance(Deadline - Tick);
        Assert.True(leadership.IsHeld);
        Assert.False(leadership.Token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(leadership.IsHeld);
        Assert.True(leadership.Token.IsCancellationRequested);
        Assert.Throws<OperationCanceledException>(leadership.ThrowIfLost);
    }

    [Fact]
    public void The_clock_decides_even_when_no_timer_has_fired_yet()
    {
        var time = new UntimedTime(_time);
        var leadership = new Leadership(time, time.Monotonic(), Deadline, epoch: 1);

        _time.Advance(Deadline);

        Assert.False(leadership.IsHeld);
        Assert.False(leadership.Token.IsCancellationRequested);
        Assert.Throws<OperationCanceledException>(leadership.ThrowIfLost);
    }

    [Fact]
    public void It_counts_from_before_the_request_and_not_from_the_answer()
    {
        var sent = _time.Monotonic();
        _time.Advance(TimeSpan.FromSeconds(4));
        var leadership = new Leadership(_time, sent, Deadline, epoch: 1);

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.False(leadership.IsHeld);
    }

    [Fact]
    public void What_was_acquired_too_slowly_is_not_held_at_all()
    {
        var leadership = new Leadership(_time, _time.Monotonic() - Deadline, Deadline, epoch: 1);

        Assert.False(leadership.IsHeld);
        Assert.True(leadership.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_renewal_prolongs_it()
    {
        var leadership = Begin();
        for (var renewal = 0; renewal < 5; renewal++)
        {
            _time.Advance(Deadline - Tick);
            leadership.Prolong(_time.Monotonic());
        }

        Assert.True(leadership.IsHeld);
        Assert.False(leadership.Token.IsCancellationRequested);
    }

    [Fact]
    public void What_is_lost_stays_lost_whatever_is_renewed()
    {
        var leadership = Begin();
        _time.Advance(Deadline);

        leadership.Prolong(_time.Monotonic());

        Assert.False(leadership.IsHeld);
    }

    [Fact]
    public void Told_to_stop_it_is_still_held_so_that_what_was_begun_is_finished()
    {
        var leadership = Begin();

        leadership.Stop();

        Assert.True(leadership.Token.IsCancellationRequested);
        leadership.ThrowIfLost();
    }

    [Fact]
    public void At_its_end_it_is_not_held()
    {
        var leadership = Begin();

        leadership.End();

        Assert.True(leadership.Token.IsCancellationRequested);
        Assert.False(leadership.IsHeld);
        Assert.False(_time.AdvanceToNextTimer(), "a timer is left");
    }

    [Fact]
    public void Who_runs_alone_leads_always()
    {
        Assert.True(Leadership.Always.IsHeld);
        Assert.False(Leadership.Always.Token.IsCancellationRequested);
        Leadership.Always.ThrowIfLost();
    }

    private Leadership Begin() => new(_time, _time.Monotonic(), Deadline, epoch: 1);
}
