using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// Sums up where a worker's time went. The kernel's own figures are read from files, so at most every quarter of a second.
/// </summary>
internal sealed class UsageMeter(IReadOnlyList<SlotRunner> slots, bool metersProcess, TimeProvider time)
{
    private static readonly TimeSpan FilesEvery = TimeSpan.FromMilliseconds(250);
    private readonly ProcessUsage _processAtStart = ProcessUsage.Read();

    // Not at once: the first report asks for work, and nothing was used yet.
    private long _filesReadAt = time.GetTimestamp();
    private SlotUsage _slots = SlotUsage.None;
    private ProcessUsage _process;

    /// <param name="committedTicks">The clock's ticks of the leaves whose results were accepted.</param>
    /// <param name="final">Read everything anew.</param>
    public WorkerCounters Read(long committedTicks, bool final = false)
    {
        if (final || time.GetElapsedTime(_filesReadAt) >= FilesEvery)
        {
            _filesReadAt = time.GetTimestamp();
            _slots = slots.Aggregate(SlotUsage.None, (sum, slot) => sum + slot.Usage);
            _process = metersProcess ? ProcessUsage.Read() - _processAtStart : default;
        }

        return new WorkerCounters
        {
            LeavesComputed = Leaves(),
            CommittedSeconds = (double)committedTicks / time.TimestampFrequency,
            ComputeSeconds = Seconds(SlotPhase.Compute),
            LeaseSeconds = Seconds(SlotPhase.Lease),
            CommitSeconds = Seconds(SlotPhase.Commit),
            DispatchSeconds = Seconds(SlotPhase.Dispatch),
            TailSeconds = Seconds(SlotPhase.Tail),
            OnCoreSeconds = _slots.Thread.OnCoreSeconds,
            RunQueueSeconds = _slots.Thread.RunQueueSeconds,
            VoluntarySwitches = _slots.Thread.VoluntarySwitches,
            InvoluntarySwitches = _slots.Thread.InvoluntarySwitches,
            ThrottledSeconds = _process.ThrottledSeconds,
            LockContentions = _process.LockContentions + _slots.LockContentions,
            SlotDeaths = _slots.Deaths,
            GcPauseSeconds = _process.GcPauseSeconds + _slots.GcPauseSeconds,
        };
    }

    private long Leaves()
    {
        var leaves = 0L;
        foreach (var slot in slots)
        {
            leaves += slot.Computed.Leaves;
        }

        return leaves;
    }

    private double Seconds(SlotPhase phase)
    {
        var seconds = 0.0;
        foreach (var slot in slots)
        {
            seconds += slot.Clock.Seconds(phase);
        }

        return seconds;
    }
}
