using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>
/// What a ledger must do, in the dumbest way there is: one record for every position, no ranges, no sums. It follows a ledger step by step
/// and foretells all of its answers but what is left to the ledger's choice: tokens, jitter, and which leaves a grant is made of.
/// </summary>
public sealed class ReferenceModel(JobDefinition job)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ModelPosition[] _positions = [.. Enumerable.Range(0, (int)job.Leaves).Select(_ => new ModelPosition())];
    private readonly Dictionary<Guid, ModelLease> _leases = [];
    private readonly Dictionary<Guid, ModelWorker> _workers = [];
    private TimeSpan _lastExchange;
    private int _pieces;

    public TimeSpan Now { get; set; }

    public JobState State { get; private set; } = JobState.Open;

    public JobLimits Limits { get; private set; } = job.Limits;

    public JobDefinition Job => job;

    public int Leases => _leases.Count;

    public PositionSet Done => In(Place.Done);

    public PositionSet Dead => In(Place.Dead);

    public int LiveSlots => LiveWorkers.Sum(worker => worker.Slots);

    public IEnumerable<ModelWorker> LiveWorkers =>
        _workers.Values.Where(worker => !worker.Leaving && Now - worker.Seen <= job.LeaseDuration);

    private bool IsTerminal => State is JobState.Complete or JobState.Failed or JobState.Cancelled;

    public ModelPosition this[long position] => _positions[position];

    public Int128 ItemsIn(Place place) => job.ItemsOf(In(place));

    public ModelWorker? Worker(Guid incarnation) => _workers.GetValueOrDefault(incarnation);

    public IEnumerable<ModelLease> LeasesOf(Guid incarnation) => _leases.Values.Where(lease => lease.Incarnation == incarnation);

    public PositionSet Remaining(ModelLease lease) => Positions(each => each.Place == Place.Leased && each.Token == lease.Token);

    /// <summary>A new report up to the point where leaves are granted.</summary>
    /// <returns>The tokens that the reply must call lost.</returns>
    public HashSet<Guid> Report(ExchangeReport report)
    {
        Postpone();
        var worker = _workers.TryGetValue(report.Incarnation, out var known) ? known : _workers[report.Incarnation] = new ModelWorker();
        (worker.Sequence, worker.Seen, worker.Leaving, worker.Slots) = (report.Sequence, Now, report.Leaving, report.Slots);
        HashSet<Guid> lost = [];
        foreach (var settlement in report.Settles)
        {
            Settle(report.Incarnation, settlement, lost);
        }

        lost.UnionWith(report.Held.Where(token => Own(report.Incarnation, token) is null));
        foreach (var lease in LeasesOf(report.Incarnation).ToList())
        {
            lease.Deadline = Now + job.LeaseDuration;
            if (!report.Held.Contains(lease.Token))
            {
                GiveBack(lease);
            }
        }

        foreach (var overdue in _leases.Values.Where(lease => Now >= lease.Deadline + Grace).ToList())
        {
            Lose(overdue);
        }

        return lost;
    }

    /// <summary>Takes over a grant, which the caller has checked.</summary>
    public void Grant(Guid incarnation, Lease lease)
    {
        _leases.Add(lease.Token, new ModelLease(lease.Token, incarnation, lease.Solo)
        {
            BegunUpTo = lease.Range.Start,
            Deadline = Now + job.LeaseDuration,
        });
        foreach (var position in In(PositionSet.Of(lease.Range)))
        {
            (_positions[position].Place, _positions[position].Token) = (Place.Leased, lease.Token);
        }
    }

    public void Pause() => State = State == JobState.Open ? JobState.Paused : State;

    public void Resume() => State = State == JobState.Paused ? JobState.Open : State;

    public void SetLimits(JobLimits limits) => Limits = IsTerminal ? Limits : limits;

    public void Cancel()
    {
        if (!IsTerminal)
        {
            _leases.Values.ToList().ForEach(GiveBack);
            State = JobState.Cancelled;
        }
    }

    public long RetryDead()
    {
        var dead = In(Dead).ToList();
        if (State == JobState.Cancelled || dead.Count == 0)
        {
            return 0;
        }

        foreach (var position in dead)
        {
            var each = _positions[position];
            (each.Place, each.Attempts, each.Losses, each.Solo, each.Piece, each.ReadyAt) = (Place.Waiting, 0, 0, false, ++_pieces, Now);
        }

        State = State == JobState.Paused ? State : JobState.Open;
        return dead.Count;
    }

    public void Fold()
    {
        if (IsTerminal)
        {
            return;
        }

        if (_positions.All(each => each.Place is Place.Done or Place.Dead))
        {
            State = State == JobState.Failing || ItemsIn(Place.Dead) > job.MaxFailedItems ? JobState.Failed : JobState.Complete;
        }
        else if (State == JobState.Failing && _leases.Count == 0)
        {
            State = JobState.Failed;
        }
    }

    public static IEnumerable<long> In(PositionSet positions)
    {
        foreach (var range in positions)
        {
            for (var position = range.Start; position < range.End; position++)
            {
                yield return position;
            }
        }
    }

    private PositionSet In(Place place) => Positions(each => each.Place == place);

    private PositionSet Positions(Func<ModelPosition, bool> chosen) => PositionSet.Of(
        from index in Enumerable.Range(0, _positions.Length)
        where chosen(_positions[index])
        select new PositionRange(index, index + 1));

    private ModelLease? Own(Guid incarnation, Guid token) =>
        _leases.TryGetValue(token, out var lease) && lease.Incarnation == incarnation ? lease : null;

    private void Postpone()
    {
        if (Now - _lastExchange >= job.LeaseDuration / 3)
        {
            foreach (var lease in _leases.Values)
            {
                lease.Deadline = Now + job.LeaseDuration;
            }
        }

        _lastExchange = Now;
    }

    private void Settle(Guid incarnation, Settlement settlement, HashSet<Guid> lost)
    {
        if (Own(incarnation, settlement.Token) is not { } lease)
        {
            lost.Add(settlement.Token);
            return;
        }

        var remaining = In(Remaining(lease)).ToHashSet();
        var named = settlement.Failed.Where(failure => failure.Position is not null).Select(failure => (long)failure.Position!).ToList();
        var settled = In(settlement.Done).Concat(named).ToList();
        if (settled.Distinct().Count() != settled.Count || !remaining.IsSupersetOf(settled))
        {
            return;
        }

        foreach (var position in In(settlement.Done))
        {
            _positions[position].Place = Place.Done;
        }

        named.ForEach(Charge);
        lease.BegunUpTo = Math.Max(lease.BegunUpTo, settlement.BegunUpTo);
        var rest = Remaining(lease);
        if (settlement.Failed.Length > named.Count && rest.Size == 1)
        {
            Charge(rest[0].Start);
        }
        else if (settlement.Failed.Length > named.Count)
        {
            rest.ToList().ForEach(Bisect);
        }
        else if (settlement.Rest == Rest.GiveBack)
        {
            GiveBack(lease);
        }

        EndIfEmpty(lease);
    }

    private void Charge(long position)
    {
        var each = _positions[position];
        each.Attempts++;
        if (each.Attempts < job.MaxAttempts)
        {
            var bound = Math.Min(job.MaxBackoff.TotalSeconds, job.Backoff.TotalSeconds * Math.Pow(2, each.Attempts - 1));
            Return(new PositionRange(position, position + 1), TimeSpan.FromSeconds(bound));
        }
        else
        {
            Die(each);
        }
    }

    private void Die(ModelPosition position)
    {
        position.Place = Place.Dead;
        State = job.OnExhausted == OnExhausted.Fail ? JobState.Failing : State;
    }

    private void Bisect(PositionRange range)
    {
        var middle = range.Start + range.Length / 2;
        Return(range with { End = middle }, TimeSpan.Zero);
        Return(range with { Start = middle }, TimeSpan.Zero);
    }

    private void Return(PositionRange range, TimeSpan atMost)
    {
        _pieces++;
        foreach (var position in In(PositionSet.Of(range)))
        {
            var each = _positions[position];
            (each.Place, each.Piece, each.ReadyAt) = (Place.Waiting, _pieces, Now + atMost);
        }
    }

    private void GiveBack(ModelLease lease)
    {
        Remaining(lease).ToList().ForEach(range => Return(range, TimeSpan.Zero));
        EndIfEmpty(lease);
    }

    private void Lose(ModelLease lease)
    {
        var remaining = Remaining(lease);
        var begun = remaining.Intersect(PositionSet.Of(0, lease.BegunUpTo));
        var culprit = begun.Size == 1 && _positions[begun[0].Start].Solo;
        foreach (var position in In(remaining))
        {
            _positions[position].Solo = true;
        }

        foreach (var piece in begun.Concat(remaining.Except(begun)))
        {
            var first = _positions[piece.Start];
            var charged = culprit && begun.Contains(piece.Start);
            first.Losses += charged ? 1 : 0;
            if (charged && first.Losses >= job.MaxLosses)
            {
                Die(first);
            }
            else
            {
                Bisect(piece);
            }
        }

        EndIfEmpty(lease);
    }

    private void EndIfEmpty(ModelLease lease)
    {
        if (Remaining(lease).IsEmpty)
        {
            _leases.Remove(lease.Token);
        }
    }
}
