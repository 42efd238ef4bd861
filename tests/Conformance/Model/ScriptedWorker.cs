using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>What one worker of a script believes, which need not be so: replies get lost and leases run out.</summary>
public sealed class ScriptedWorker(IRangeQueue queue)
{
    private readonly Dictionary<Guid, PositionSet> _held = [];

    public IRangeQueue Queue { get; } = queue;

    public Guid Incarnation { get; } = Guid.NewGuid();

    public ExchangeReport? Last { get; private set; }

    public ExchangeReport? Older { get; private set; }

    public IReadOnlyDictionary<Guid, PositionSet> Held => _held;

    /// <summary>Every lease that it ever was granted.</summary>
    public List<Lease> Known { get; } = [];

    public ExchangeReport Next(Want want, IEnumerable<Settlement> settles, IEnumerable<Guid> forgotten, bool leaving = false)
    {
        Settlement[] all = [.. settles];
        foreach (var token in forgotten.ToList())
        {
            _held.Remove(token);
        }

        foreach (var settlement in all.Where(settlement => _held.ContainsKey(settlement.Token)))
        {
            Believe(settlement);
        }

        return new ExchangeReport
        {
            Incarnation = Incarnation,
            Sequence = (Last?.Sequence ?? 0) + 1,
            SpecHash = "spec",
            Slots = 2,
            Held = [.. _held.Keys],
            Settles = [.. all],
            Want = want,
            Leaving = leaving,
        };
    }

    public void Sent(ExchangeReport report)
    {
        if (report != Last)
        {
            (Older, Last) = (Last, report);
        }
    }

    public void Received(ExchangeReply reply)
    {
        foreach (var lease in reply.Leases.Where(lease => Known.TrueForAll(known => known.Token != lease.Token)))
        {
            Known.Add(lease);
            _held.Add(lease.Token, PositionSet.Of(lease.Range));
        }

        foreach (var token in reply.Lost)
        {
            _held.Remove(token);
        }
    }

    /// <summary>A worker does not know that a settlement of its own is void, so a wrong one keeps its lease.</summary>
    private void Believe(Settlement settlement)
    {
        var before = _held[settlement.Token];
        var named = PositionSet.Of(
            settlement.Failed.Where(failure => failure.Position is not null)
                .Select(failure => new PositionRange((long)failure.Position!, (long)failure.Position! + 1)));
        if (!settlement.Done.IsSubsetOf(before) || named.Overlaps(settlement.Done) || named.Size > settlement.Failed.Length)
        {
            return;
        }

        var left = before.Except(settlement.Done).Except(named);
        if (left.IsEmpty || settlement.Rest == Rest.GiveBack || settlement.Failed.Any(failure => failure.Position is null))
        {
            _held.Remove(settlement.Token);
        }
        else
        {
            _held[settlement.Token] = left;
        }
    }
}
