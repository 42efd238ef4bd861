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

    public void Add(PositionRange done, IPartial contribution)
    {
        partial.MergeFrom(contribution);
        Add(done);
    }

    public void Add(PositionSet done, IPartial contribution)
    {
        partial.MergeFrom(contribution);
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
