using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Scheduling;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// Measures what a leaf and a round trip cost, and says from it how much to ask for, how many leaves a slot takes at once, and when to ask
/// again. Used by the exchange thread alone.
/// </summary>
internal sealed class LeasePlanner(JobPlan plan, WorkLoopOptions options)
{
    // A slot takes as many leaves at once as last this long: enough to hide the taking (some 100 ns for a thread, 50 us for a process),
    // too little to matter at the end.
    private static readonly TimeSpan ThreadTake = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan ProcessTake = TimeSpan.FromMilliseconds(10);
    private const int TakesPerSlot = 4;

    // What a ledger bids a small fleet: no reason to fetch ahead for it.
    private static readonly TimeSpan UsualPace = TimeSpan.FromMilliseconds(250);

    private readonly IChunkPolicy _policy = ChunkPolicies.Create(plan.Schedule, plan.IsLimited);
    private LeafCost _cost;
    private long _seenLeaves;
    private long _seenTicks;
    private double _roundTripSeconds;
    private double _paceSeconds;
    private Want _last;

    public void Measure(IEnumerable<SlotRunner> slots)
    {
        long leaves = 0, ticks = 0;
        foreach (var slot in slots)
        {
            var computed = slot.Computed;
            leaves += computed.Leaves;
            ticks += computed.Ticks;
        }

        if (leaves > _seenLeaves)
        {
            _cost = _cost.With((double)(ticks - _seenTicks) / options.Time.TimestampFrequency / (leaves - _seenLeaves));
            (_seenLeaves, _seenTicks) = (leaves, ticks);
        }
    }

    /// <summary>From a slot's wish for more to leases in hand.</summary>
    public void MeasureRoundTrip(double seconds) =>
        _roundTripSeconds = _roundTripSeconds > 0 ? _roundTripSeconds + (0.3 * (seconds - _roundTripSeconds)) : seconds;

    /// <summary>The ledger bids its workers to come this seldom; what they ask for should last as long.</summary>
    public void Pace(TimeSpan nextExchangeAfter) => _paceSeconds = nextExchangeAfter > UsualPace ? nextExchangeAfter.TotalSeconds : 0;

    public Want Next(int jobSlots, int idleSlots) => _last = _policy.Next(new ChunkContext(
        plan.Grid.Leaves,
        Math.Max(Math.Max(jobSlots, options.ExpectedJobSlots), options.Slots),
        options.Slots,
        idleSlots,
        _cost,
        _roundTripSeconds,
        _paceSeconds));

    /// <summary>A granted lease as the slots will share it.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="refill">Ask for more before it is used up.</param>
    public HeldLease Hold(Lease lease, bool refill)
    {
        var length = lease.Range.Length;
        var take = _cost.IsKnown
            ? (options.Mode == SlotMode.Threads ? ThreadTake : ProcessTake).TotalSeconds / _cost.Cautious
            : 1;
        var takeLeaves = (long)Math.Clamp(take, 1, Math.Max(1, length / (options.Slots * TakesPerSlot)));
        var ahead = _cost.IsKnown ? Math.Ceiling(2 * _roundTripSeconds * options.Slots / _cost.Mean) : 0;
        return new HeldLease(lease, takeLeaves)
        {
            // In the tail the ledger grants less than was asked for: asking ahead there would only hoard what others could compute.
            RefillAt = refill && !plan.IsLimited && !IsTail(length)
                ? Math.Max(lease.Range.Start + 1, lease.Range.End - (long)Math.Min(ahead, length))
                : lease.Range.End + 1,
        };
    }

    private bool IsTail(long granted) => _last.CapDivisor > 0 && _last.MaxLeaves < long.MaxValue && granted < _last.MaxLeaves * _last.Chunks;
}
