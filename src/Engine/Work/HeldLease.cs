using System.Runtime.InteropServices;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// One lease as a worker holds it. Slots take positions from the front with one interlocked add; the exchange thread alone does all else.
/// </summary>
/// <param name="lease">What was granted.</param>
/// <param name="takeLeaves">Leaves that a slot takes at once: 1, or more where a leaf is shorter than the taking is worth.</param>
internal sealed class HeldLease(Lease lease, long takeLeaves)
{
    // Beyond every position (2^62), and far enough from 2^63 that no number of late takes overflows.
    private const long Closed = (1L << 62) + (1L << 61);

    private PaddedCounter _next = new() { Value = lease.Range.Start };
    private long _begunAtClose = -1;

    public Lease Lease => lease;

    /// <summary>Timestamp of the worker's clock at which the right ends, moved on by every exchange.</summary>
    public long Deadline { get; set; }

    /// <summary>The slot that takes this position asks for more leases; one past the end when nobody shall.</summary>
    public long RefillAt { get; init; } = lease.Range.End + 1;

    /// <summary>Positions below this one have been taken by a slot.</summary>
    public long BegunUpTo => _begunAtClose >= 0 ? _begunAtClose : Math.Min(Volatile.Read(ref _next.Value), lease.Range.End);

    public long Untaken => _begunAtClose >= 0 ? 0 : lease.Range.End - BegunUpTo;

    /// <summary>Takes the next positions; false when there are none left.</summary>
    public bool TryTake(out PositionRange taken)
    {
        var start = Volatile.Read(ref _next.Value) < lease.Range.End ? Interlocked.Add(ref _next.Value, takeLeaves) - takeLeaves : Closed;
        taken = new PositionRange(start, Math.Min(start + takeLeaves, lease.Range.End));
        return start < lease.Range.End;
    }

    /// <summary>No more positions are taken from now on.</summary>
    public void Close()
    {
        if (_begunAtClose < 0)
        {
            _begunAtClose = Math.Min(Interlocked.Exchange(ref _next.Value, Closed), lease.Range.End);
        }
    }

    /// <summary>A counter that shares no cache line (two of 64 bytes are fetched together) with anything else.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedCounter
    {
        [FieldOffset(128)]
        public long Value;
    }
}
