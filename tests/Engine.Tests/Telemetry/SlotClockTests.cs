using ParallelJobs.Engine.Telemetry;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Telemetry;

public sealed class SlotClockTests
{
    private readonly ManualTime _time = new();
    private readonly SlotClock _clock;
    private readonly long _start;

    public SlotClockTests()
    {
        _start = _time.GetTimestamp();
        _clock = new SlotClock(_time, _start);
    }

    [Fact]
    public void Every_moment_is_charged_to_exactly_one_phase()
    {
        foreach (var (phase, seconds) in new[]
        {
            (SlotPhase.Dispatch, 1), (SlotPhase.Compute, 10), (SlotPhase.Lease, 3), (SlotPhase.Dispatch, 2), (SlotPhase.Compute, 20),
        })
        {
            Pass(seconds);
            _clock.Charge(phase);
        }

        Assert.Equal([30, 3, 0, 3, 0], Phases());
    }

    [Fact]
    public void A_process_is_charged_what_it_measured_itself_and_the_rest_is_dispatch()
    {
        Pass(10);
        _clock.ChargeShared(7 * _time.TimestampFrequency);
        Assert.Equal([7, 0, 0, 3, 0], Phases());
    }

    [Fact]
    public void A_process_cannot_have_computed_longer_than_it_was_waited_for()
    {
        Pass(10);
        _clock.ChargeShared(11 * _time.TimestampFrequency);
        Assert.Equal([10, 0, 0, 0, 0], Phases());
    }

    [Theory]
    [InlineData(4, 6, 2, 8)]
    [InlineData(0, 6, 6, 4)]
    [InlineData(0, 0, 0, 10)]
    [InlineData(12, 15, 0, 10)]
    public void The_last_wait_is_tail_but_for_the_time_from_the_last_leaf_to_its_confirmation(int computed, int confirmed, int commit, int tail)
    {
        Pass(10);
        var second = _time.TimestampFrequency;
        _clock.Finish(_start + (computed * second), _start + (confirmed * second), _time.GetTimestamp());
        Assert.Equal([0, 0, commit, 0, tail], Phases());
    }

    [Fact]
    public void A_slot_that_is_left_behind_in_a_kernel_was_computing_to_the_end()
    {
        Pass(2);
        _clock.Charge(SlotPhase.Dispatch);
        Pass(8);
        _clock.FinishComputing(_time.GetTimestamp());
        Assert.Equal([8, 0, 0, 2, 0], Phases());
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private double[] Phases() => [.. Enum.GetValues<SlotPhase>().Select(_clock.Seconds)];
}
