namespace ParallelJobs.Engine.Telemetry;

/// <summary>What the system charged to one slot; locks and collections only where the slot is a process of its own.</summary>
public sealed record SlotUsage(ThreadUsage Thread, long LockContentions, double GcPauseSeconds)
{
    public static readonly SlotUsage None = new(default, 0, 0);

    public static SlotUsage operator +(SlotUsage left, SlotUsage right) => new(
        left.Thread + right.Thread, left.LockContentions + right.LockContentions, left.GcPauseSeconds + right.GcPauseSeconds);
}
