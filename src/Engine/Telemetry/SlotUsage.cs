namespace ParallelJobs.Engine.Telemetry;

/// <summary>What the system charged to one slot. All but the first only where the slot is a process of its own.</summary>
/// <param name="Thread">Of whoever computes.</param>
/// <param name="LockContentions">In the process.</param>
/// <param name="GcPauseSeconds">In the process.</param>
/// <param name="Deaths">Processes that died without having been told to.</param>
public sealed record SlotUsage(ThreadUsage Thread, long LockContentions, double GcPauseSeconds, long Deaths)
{
    public static readonly SlotUsage None = new(default, 0, 0, 0);

    public static SlotUsage operator +(SlotUsage left, SlotUsage right) => new(
        left.Thread + right.Thread,
        left.LockContentions + right.LockContentions,
        left.GcPauseSeconds + right.GcPauseSeconds,
        left.Deaths + right.Deaths);
}
