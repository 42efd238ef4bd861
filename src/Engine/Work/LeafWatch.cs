using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// Stops what must not go on: leaves of a lease whose time is over, leaves beyond their timeout, and everything once the grace of a drain
/// has passed. Used by the exchange thread alone.
/// </summary>
internal sealed class LeafWatch(JobPlan plan, WorkLoopOptions options, IReadOnlyList<SlotRunner> slots, LeaseBook book)
{
    // A builtin kernel looks at its token every few milliseconds; a slot that has not by then is stuck in code that never will.
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = options.Time;
    private readonly TimeSpan _stuckInDrainAfter = options.DrainMargin / 2 < StuckAfter ? options.DrainMargin / 2 : StuckAfter;

    /// <summary>What the slot was computing that was given up beyond its timeout; null as long as none was.</summary>
    public PositionRange? Stuck { get; private set; }

    /// <summary>One pass; true when a slot is stuck beyond its timeout and has been given up.</summary>
    /// <param name="pastGrace">How long the grace of a drain has been over; negative before, null when nobody drains.</param>
    public bool Check(TimeSpan? pastGrace)
    {
        var now = _time.GetTimestamp();
        foreach (var overdue in book.Overdue(now))
        {
            overdue.Close();
            CancelLeavesOf(overdue);
        }

        return slots.Aggregate(false, (stuck, slot) => Check(slot, now, pastGrace) || stuck);
    }

    public void CancelLeavesOf(HeldLease? lease)
    {
        foreach (var slot in slots)
        {
            slot.Cancel(lease);
        }
    }

    private bool Check(SlotRunner slot, long now, TimeSpan? pastGrace)
    {
        if (slot.Activity is not { } activity)
        {
            return false;
        }

        if (pastGrace >= TimeSpan.Zero)
        {
            slot.Cancel(activity.Lease);
        }

        if (pastGrace >= _stuckInDrainAfter)
        {
            book.Collect(slot.GiveUp(activity));
            return false;
        }

        var running = _time.GetElapsedTime(activity.Since, now);
        if (running >= plan.LeafTimeout && !activity.TimedOut)
        {
            slot.TimeOut(activity, $"the leaf did not end within {plan.LeafTimeout.TotalSeconds:0} s");
            return false;
        }

        if (!activity.TimedOut || running < plan.LeafTimeout + StuckAfter)
        {
            return false;
        }

        book.Collect(slot.GiveUp(activity));
        Stuck ??= activity.Running;
        return true;
    }
}
