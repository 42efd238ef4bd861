using System.Buffers;
using System.Collections.Immutable;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// The leases that a worker holds and what its slots have made of them since the last exchange. Used by the exchange thread alone.
/// </summary>
internal sealed class LeaseBook(IReducer reducer)
{
    private readonly List<Entry> _held = [];

    /// <summary>Leases whose settlement is complete in the report that <see cref="Settle"/> made last.</summary>
    private readonly List<Entry> _closing = [];

    public bool IsEmpty => _held.Count == 0;

    public IEnumerable<HeldLease> Held => _held.Select(entry => entry.Lease);

    /// <summary>Positions that no slot has taken yet.</summary>
    public long Untaken => _held.Sum(entry => entry.Lease.Untaken);

    public void Add(HeldLease lease) => _held.Add(new Entry(lease, reducer.NewPartial()));

    public void Collect(IReadOnlyList<LeaseOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (_held.Find(entry => ReferenceEquals(entry.Lease, outcome.Lease)) is { } entry)
            {
                entry.Collect(outcome);
            }
        }
    }

    public void CloseAll() => _held.ForEach(entry => entry.Lease.Close());

    /// <summary>Leases whose time is over by this worker's own clock.</summary>
    public IEnumerable<HeldLease> Overdue(long now) => Held.Where(lease => lease.Deadline <= now);

    public void Renew(long sentAt, long frequency) =>
        _held.ForEach(entry => entry.Lease.Deadline = sentAt + (long)(entry.Lease.Lease.ExpiresIn.TotalSeconds * frequency));

    /// <summary>Everything collected since the last call, as settlements; a lease that is through is settled for the last time.</summary>
    public ImmutableArray<Settlement> Settle()
    {
        var settles = ImmutableArray.CreateBuilder<Settlement>(_held.Count);
        foreach (var entry in _held)
        {
            settles.Add(entry.Settle());
            if (entry.IsThrough)
            {
                _closing.Add(entry);
            }
        }

        return settles.MoveToImmutable();
    }

    /// <summary>The tokens that go on being held after the settlements.</summary>
    public ImmutableArray<Guid> HeldTokens() => [.. _held.Where(entry => !entry.IsThrough).Select(entry => entry.Lease.Lease.Token)];

    /// <summary>The report was carried out: what it settled for the last time is no longer held.</summary>
    public void Confirm()
    {
        _held.RemoveAll(_closing.Contains);
        _closing.Clear();
    }

    /// <summary>Strikes out a lease that was lost; null if it was not held.</summary>
    public HeldLease? Lose(Guid token)
    {
        if (_held.Find(entry => entry.Lease.Lease.Token == token) is not { } entry)
        {
            return null;
        }

        _held.Remove(entry);
        entry.Lease.IsLost = true;
        entry.Lease.Close();
        return entry.Lease;
    }

    private sealed class Entry(HeldLease lease, IPartial partial)
    {
        private readonly List<PositionRange> _done = [];
        private readonly List<LeafFailure> _failed = [];
        private long _settled;
        private long _accounted;

        public HeldLease Lease => lease;

        /// <summary>Every position that was taken is accounted for, and no more will be taken.</summary>
        public bool IsThrough => lease.Untaken == 0 && _accounted >= lease.BegunUpTo - lease.Lease.Range.Start;

        public void Collect(LeaseOutcome outcome)
        {
            if (outcome.DoneLeaves > 0)
            {
                partial.MergeFrom(outcome.Partial);
                _done.AddRange(outcome.Done);
            }

            _failed.AddRange(outcome.Failed);
            var named = outcome.Failed.Count(failure => failure.Position is not null);
            _settled += outcome.DoneLeaves + named;
            _accounted += outcome.DoneLeaves + named + outcome.Abandoned;
            if (outcome.Abandoned > 0 || named < outcome.Failed.Count)
            {
                // What was taken and not computed goes back with the rest.
                lease.Close();
            }
        }

        public Settlement Settle()
        {
            // A failure without a position takes the whole rest away from this worker, so it waits for the other slots' leaves.
            var through = IsThrough;
            var settlement = new Settlement
            {
                Token = lease.Lease.Token,
                Done = PositionSet.Of(_done),
                Payload = _done.Count > 0 ? Payload() : default,
                Failed = [.. through ? _failed : _failed.Where(failure => failure.Position is not null)],
                BegunUpTo = lease.Lease is { Solo: true, Range.Length: 1 } ? lease.Lease.Range.End : lease.BegunUpTo,
                Rest = through && _settled < lease.Lease.Range.Length ? Rest.GiveBack : Rest.Keep,
            };
            partial.Clear();
            _done.Clear();
            _failed.RemoveAll(failure => through || failure.Position is not null);
            return settlement;
        }

        private ReadOnlyMemory<byte> Payload()
        {
            var bytes = new ArrayBufferWriter<byte>();
            partial.WriteTo(bytes);
            return bytes.WrittenMemory;
        }
    }
}
