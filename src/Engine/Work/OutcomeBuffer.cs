using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// Where a slot leaves what it has computed and the exchange thread picks it up. A leaf's positions and its contribution go in together,
/// under one lock, so that what is picked up always belongs together.
/// </summary>
internal sealed class OutcomeBuffer(IReducer reducer)
{
    private readonly Lock _gate = new();
    private List<LeaseOutcome> _outcomes = [];
    private bool _closed;

    public void Done(HeldLease lease, ReadOnlySpan<PositionRange> positions, IPartial contribution, long ticks)
    {
        lock (_gate)
        {
            Of(lease).Add(positions, contribution, ticks);
        }
    }

    /// <param name="lease">The lease.</param>
    /// <param name="failure">Its leaf, if it names one, counts as accounted for.</param>
    public void Fail(HeldLease lease, LeafFailure failure)
    {
        lock (_gate)
        {
            Of(lease).Failed.Add(failure);
        }
    }

    public void Abandon(HeldLease lease, long positions)
    {
        lock (_gate)
        {
            Of(lease).Abandoned += positions;
        }
    }

    public IReadOnlyList<LeaseOutcome> Collect()
    {
        lock (_gate)
        {
            if (_outcomes.Count == 0)
            {
                return [];
            }

            var collected = _outcomes;
            _outcomes = [];
            return collected;
        }
    }

    /// <summary>What a slot that was given up still says is no longer heard.</summary>
    public IReadOnlyList<LeaseOutcome> Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        return Collect();
    }

    private LeaseOutcome Of(HeldLease lease)
    {
        if (_closed)
        {
            return new LeaseOutcome(lease, reducer.NewPartial());
        }

        if (_outcomes.Count == 0 || !ReferenceEquals(_outcomes[^1].Lease, lease))
        {
            _outcomes.Add(new LeaseOutcome(lease, reducer.NewPartial()));
        }

        return _outcomes[^1];
    }
}
