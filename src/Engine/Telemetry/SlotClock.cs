namespace ParallelJobs.Engine.Telemetry;

/// <summary>
/// Divides one slot's wall-clock time among the phases, without gap or overlap: every change of phase reads the clock once and charges
/// all that passed since the last change. Written by the slot's thread; the totals may be read by another while it runs, and are
/// then as fresh as the last change of phase.
/// </summary>
public sealed class SlotClock
{
    private readonly TimeProvider _time;
    private readonly long[] _ticks = new long[5];
    private long _since;

    /// <param name="time">The clock.</param>
    /// <param name="start">A timestamp of <paramref name="time"/>: where the first phase begins.</param>
    public SlotClock(TimeProvider time, long start)
    {
        _time = time;
        _since = start;
    }

    /// <summary>When the present phase began.</summary>
    public long Since => Volatile.Read(ref _since);

    /// <summary>Charges the time since the last change to <paramref name="phase"/>, and returns it in ticks of the clock.</summary>
    public long Charge(SlotPhase phase)
    {
        var now = _time.GetTimestamp();
        var passed = now - _since;
        Volatile.Write(ref _ticks[(int)phase], _ticks[(int)phase] + passed);
        Volatile.Write(ref _since, now);
        return passed;
    }

    /// <summary>
    /// Charges the time since the last change: at most <paramref name="compute"/> ticks of it to Compute (measured by somebody else, in
    /// the slot's process), the rest to Dispatch. Returns what was charged to Compute.
    /// </summary>
    public long ChargeShared(long compute)
    {
        var passed = Charge(SlotPhase.Dispatch);
        var computed = Math.Clamp(compute, 0, passed);
        Volatile.Write(ref _ticks[(int)SlotPhase.Dispatch], _ticks[(int)SlotPhase.Dispatch] - computed);
        Volatile.Write(ref _ticks[(int)SlotPhase.Compute], _ticks[(int)SlotPhase.Compute] + computed);
        return computed;
    }

    /// <summary>
    /// Charges the last wait, that no work ended: Tail until the worker's last leaf was computed, Commit until the ledger confirmed
    /// it, Tail again until <paramref name="end"/>. After it the phases add up to <paramref name="end"/> less the start.
    /// </summary>
    public void Finish(long lastComputed, long confirmed, long end)
    {
        var waitedFrom = _since;
        var commitFrom = Math.Clamp(lastComputed, waitedFrom, Math.Max(end, waitedFrom));
        var commitTo = Math.Clamp(confirmed, commitFrom, Math.Max(end, commitFrom));
        _ticks[(int)SlotPhase.Commit] += commitTo - commitFrom;
        _ticks[(int)SlotPhase.Tail] += end - waitedFrom - (commitTo - commitFrom);
        _since = end;
    }

    /// <summary>Charges all since the last change to Compute: the slot is left behind in a kernel that heeds nothing.</summary>
    public void FinishComputing(long end) => _ticks[(int)SlotPhase.Compute] += end - Since;

    public double Seconds(SlotPhase phase) => (double)Volatile.Read(ref _ticks[(int)phase]) / _time.TimestampFrequency;
}
