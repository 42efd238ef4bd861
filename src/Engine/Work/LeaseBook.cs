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

    public bool IsEmpty => _held.Count == 0;

    /// <summary>The clock's ticks of the leaves whose results the ledger has accepted.</summary>
    public long CommittedTicks { get; private set; }

    public IEnumerable<HeldLease> Held => _held.Select(entry => entry.Lease);

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
    public ImmutableArray<Settlement> Settle() => [.. _held.Select(entry => entry.Settle())];

    /// <summary>The tokens that go on being held after the settlements.</summary>
    public ImmutableArray<Guid> HeldTokens() => [.. _held.Where(entry => !entry.IsClosing).Select(entry => entry.Lease.Lease.Token)];

    /// <summary>The report was carried out: what was lost counts for nothing, and what it settled for the last time is no longer held.</summary>
    /// <returns>The leases that were lost.</returns>
    public IReadOnlyList<HeldLease> Confirm(ImmutableArray<Guid> lost)
    {
        var gone = _held.Where(entry => lost.Contains(entry.Lease.Lease.Token)).ToList();
        gone.ForEach(entry => entry.Lease.Close());
        _held.RemoveAll(gone.Contains);
        CommittedTicks += _held.Sum(entry => entry.TakeReportedTicks());
        _held.RemoveAll(entry => entry.IsClosing);
        return [.. gone.Select(entry => entry.Lease)];
    }

    private sealed class Entry(HeldLease lease, IPartial partial)
    {
        private readonly List<PositionRange> _done = [];
        private readonly List<LeafFailure> _failed = [];
        private long _settled;
        private long _accounted;
        private long _ticks;
        private long _reportedTicks;

        public HeldLease Lease => lease;

        /// <summary>The settlement made last was the last.</summary>
        public bool IsClosing { get; private set; }

        /// <summary>Every position that was taken is accounted for, and no more will be taken.</summary>
        private bool IsThrough => lease.Untaken == 0 && _accounted >= lease.BegunUpTo - lease.Lease.Range.Start;

        public void Collect(LeaseOutcome outcome)
        {
            if (outcome.DoneLeaves > 0)
            {
                partial.MergeFrom(outcome.Partial);
                _done.AddRange(outcome.Done);
                _ticks += outcome.Ticks;
            }

            _failed.AddRange(outcome.Failed);
            var named = outcome.Failed.Count == 0 ? 0 : outcome.Failed.Count(failure => failure.Position is not null);
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
            var through = IsClosing = IsThrough;
            (_reportedTicks, _ticks) = (_ticks, 0);
            var settlement = new Settlement
            {
                Token = lease.Lease.Token,
                Done = PositionSet.Of(_done),
                Payload = _done.Count > 0 ? Payload() : default,
                Failed = _failed.Count == 0 ? [] : [.. through ? _failed : _failed.Where(failure => failure.Position is not null)],
                BegunUpTo = lease.Lease is { Solo: true, Range.Length: 1 } ? lease.Lease.Range.End : lease.BegunUpTo,
                Rest = through && _settled < lease.Lease.Range.Length ? Rest.GiveBack : Rest.Keep,
            };
            partial.Clear();
            _done.Clear();
            if (_failed.Count > 0)
            {
                _failed.RemoveAll(failure => through || failure.Position is not null);
            }

            return settlement;
        }

        public long TakeReportedTicks()
        {
            var ticks = _reportedTicks;
            _reportedTicks = 0;
            return ticks;
        }

        private ReadOnlyMemory<byte> Payload()
        {
            var bytes = new ArrayBufferWriter<byte>();
            partial.WriteTo(bytes);
            return bytes.WrittenMemory;
        }
    }
}
