using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>What one slot made of one lease since it was last asked.</summary>
internal sealed class LeaseOutcome(HeldLease lease, IPartial partial)
{
    private readonly List<PositionRange> _done = [];

    public HeldLease Lease => lease;

    public IPartial Partial => partial;

    public IReadOnlyList<PositionRange> Done => _done;

    public List<LeafFailure> Failed { get; } = [];

    /// <summary>Positions taken and then given up.</summary>
    public long Abandoned { get; set; }

    public long DoneLeaves { get; private set; }

    /// <summary>The clock's ticks that the leaves done took.</summary>
    public long Ticks { get; private set; }

    public void Add(ReadOnlySpan<PositionRange> done, IPartial contribution, long ticks)
    {
        partial.MergeFrom(contribution);
        Ticks += ticks;
        foreach (var range in done)
        {
            Add(range);
        }
    }

    private void Add(PositionRange done)
    {
        DoneLeaves += done.Length;
        if (_done.Count > 0 && _done[^1].End == done.Start)
        {
            _done[^1] = _done[^1] with { End = done.End };
        }
        else
        {
            _done.Add(done);
        }
    }
}
