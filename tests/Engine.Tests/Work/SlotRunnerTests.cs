using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>What becomes of the leaves that a slot took together when one of them is stopped.</summary>
public sealed class SlotRunnerTests
{
    private readonly ManualTime _time = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HeldLease _lease = new(new Lease(Guid.NewGuid(), new PositionRange(0, 4), 1, false, TimeSpan.FromHours(1)), takeLeaves: 4);

    [Fact]
    public void A_slot_for_which_there_was_no_thread_is_not_waited_for()
    {
        var plan = TestPlans.Plan(items: 1, new TestKernel());
        var slot = new SlotRunner(
            "never started",
            () => throw new SlotBrokenException("never made"),
            new LeafFeed(() => { }),
            new OutcomeBuffer(plan.Reducer),
            new SlotClock(TimeProvider.System, 0),
            () => { });

        Assert.True(slot.Join(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_timeout_that_its_leaf_outran_is_charged_to_no_other_leaf()
    {
        // The first leaf ends well, though only after it was told to stop.
        var outcome = await CancelAsync(ThreadSlot((_, token) => token.WaitHandle.WaitOne()), "too long");
        Assert.Equal([new PositionRange(0, 1)], outcome.Done);
        Assert.Empty(outcome.Failed);
        Assert.Equal(3, outcome.Abandoned);
    }

    [Fact]
    public async Task A_timeout_is_charged_once_to_the_leaf_that_ran_and_not_to_those_taken_with_it()
    {
        var outcome = await CancelAsync(new OneAtATime(_entered), "too long");
        Assert.Equal(new LeafFailure(0, "too long"), Assert.Single(outcome.Failed));
        Assert.Equal(3, outcome.Abandoned);
    }

    [Fact]
    public async Task Time_in_the_kernel_is_compute_time_even_if_the_leaf_is_given_up()
    {
        var clock = new SlotClock(_time, _time.GetTimestamp());
        await CancelAsync(ThreadSlot((_, token) =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        }), timeout: null, clock);
        Assert.Equal((20.0, 0.0), (clock.Seconds(SlotPhase.Compute), clock.Seconds(SlotPhase.Dispatch)));
    }

    private ThreadSlot ThreadSlot(Action<long, CancellationToken> leaf)
    {
        var kernel = new TestKernel((first, token) =>
        {
            _entered.TrySetResult();
            leaf(first, token);
        });
        var plan = TestPlans.Plan(4, kernel);
        return new ThreadSlot(plan.Grid, plan.Order, kernel, plan.Reducer);
    }

    /// <summary>Cancels twenty seconds after the first leaf was begun; what the slot then says of its lease.</summary>
    private async Task<LeaseOutcome> CancelAsync(ISlot slot, string? timeout, SlotClock? clock = null)
    {
        var feed = new LeafFeed(static () => { });
        var outcomes = new OutcomeBuffer(TestPlans.Plan(4, new TestKernel()).Reducer);
        var runner = new SlotRunner("slot", () => slot, feed, outcomes, clock ?? new SlotClock(_time, _time.GetTimestamp()), () => _reported.TrySetResult());
        feed.Add(_lease);
        runner.Start();
        await _entered.Task;
        _time.Advance(TimeSpan.FromSeconds(20));
        if (timeout is null)
        {
            runner.Cancel(_lease);
        }
        else
        {
            runner.TimeOut(runner.Activity!.Value, timeout);
        }

        await _reported.Task;
        feed.End();
        Assert.True(runner.Join(TimeSpan.FromMinutes(1)));
        Assert.Null(runner.Fault);
        return Assert.Single(runner.Collect());
    }

    /// <summary>As a slot whose process died over several leaves: it tries them one at a time, and the first hangs.</summary>
    private sealed class OneAtATime(TaskCompletionSource entered) : ISlot
    {
        public SlotUsage Usage => SlotUsage.None;

        public void Compute(PositionRange positions, ILeafSink sink, CancellationToken cancellationToken)
        {
            sink.Begin(positions);
            sink.Begin(positions with { End = positions.Start + 1 });
            entered.SetResult();
            cancellationToken.WaitHandle.WaitOne();
            sink.Abandon(positions with { End = positions.Start + 1 });
            sink.Abandon(positions with { Start = positions.Start + 1 });
        }

        public void Dispose()
        {
            return;
        }
    }
}
