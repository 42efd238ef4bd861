using ParallelJobs.Engine.Slots;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// What the exchange thread does from the first report to the last: collect, watch, report, apply the answer, wait. A report is sent, and
/// sent again, until it is answered; only then is the next one made.
/// </summary>
internal sealed class ExchangeLoop(
    JobPlan plan, WorkLoopOptions options, IRangeQueue queue, IReadOnlyList<SlotRunner> slots, LeafFeed feed, WorkSignals signals)
{
    // The watch over timeouts and the grace of a drain needs a look now and then, however far off the next exchange is.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookInDrainEvery = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time = options.Time;

    // The rest of the margin is for slots' threads and the program to end.
    private readonly TimeSpan _unheardAfter = plan.DrainGrace + (options.DrainMargin * 3 / 4);
    private readonly LeaseBook _book = new(plan.Reducer);
    private readonly LeasePlanner _planner = new(plan, options);
    private readonly UsageMeter _meter = new(slots, options.MetersProcess, options.Time);
    private readonly ReportSender _sender = new(queue, options, plan.Definition.LeaseDuration, signals);
    private readonly List<HeldLease> _toBegin = [];
    private readonly Guid _incarnation = Guid.NewGuid();
    private JobState _state = JobState.Open;
    private TimeSpan _nextExchangeAfter = TimeSpan.Zero;
    private long _sequence;
    private long _lastExchange;
    private int _jobSlots;
    private long _askedAt;
    private bool _urgent = true;
    private bool _stuck;
    private Exception? _broken;
    private long _drainingSince;

    /// <summary>What a slot was computing that was given up beyond its timeout.</summary>
    public PositionRange? StuckAt { get; private set; }

    /// <summary>The grace of a drain was over before the ledger had answered for the last time.</summary>
    public bool LeftUnheard { get; private set; }

    /// <summary>When the ledger last confirmed results.</summary>
    public long ConfirmedAt { get; private set; }

    /// <summary>Where the worker's whole life went.</summary>
    public WorkerCounters FinalCounters() => _meter.Read(_book.CommittedTicks, final: true);

    public (WorkLoopEndReason Reason, JobState State) Run()
    {
        var watch = new LeafWatch(plan, options, slots, _book);
        while (true)
        {
            TakeSignals();
            _stuck |= watch.Check(_drainingSince == 0 ? null : _time.GetElapsedTime(_drainingSince) - plan.DrainGrace);
            StuckAt = watch.Stuck;
            foreach (var slot in slots)
            {
                _book.Collect(slot.Collect());
            }

            _broken ??= slots.FirstOrDefault(slot => slot.Fault is not null)?.Fault;
            if (!IsAccepting)
            {
                _book.CloseAll();
            }

            if (Exchange(watch) is { } end)
            {
                return end;
            }

            options.Pulse?.Look(_sender.IsPending);
            signals.Wait(UntilNext());
        }
    }

    private bool IsAccepting => _state == JobState.Open && !IsLeaving;

    private bool IsLeaving => _drainingSince != 0 || _stuck || _broken is not null;

    private void TakeSignals()
    {
        // What a slot asked for may have come before it was heard, and may come with the answer that is under way.
        var askedAt = _sender.IsUnderWay ? 0 : signals.TakeAskedAt();
        var asked = feed.IsShort ? askedAt : 0;

        // Who asks while an answer is awaited waits for the ledger, and that is no measure of a round trip.
        _askedAt = _askedAt == 0 && !_sender.IsPending ? asked : _askedAt;
        _urgent |= asked != 0 | signals.TakeReportNow();
        if (signals.IsDraining && _drainingSince == 0)
        {
            _drainingSince = _time.GetTimestamp();
            _sender.Hurry();
            _urgent = true;
        }
    }

    private (WorkLoopEndReason Reason, JobState State)? Exchange(LeafWatch watch)
    {
        if (!_sender.IsPending)
        {
            if (!_urgent && UntilDue() > TimeSpan.Zero)
            {
                return null;
            }

            _sender.Offer(NextReport());
        }

        if (_sender.TrySend() is not var (report, reply))
        {
            _askedAt = _sender.IsUnderWay ? _askedAt : 0;
            return LeaveUnheard();
        }

        Apply(report, reply, watch);
        if (_state.IsTerminal())
        {
            watch.CancelLeavesOf(lease: null);
            return (WorkLoopEndReason.JobEnded, _state);
        }

        ThrowIfBroken(report);
        return report.Leaving ? (_stuck ? WorkLoopEndReason.Stuck : WorkLoopEndReason.Drained, _state) : null;
    }

    /// <summary>
    /// A worker that is leaving waits for the ledger only as long as its grace lasts; after that its leases run out by themselves. For one that holds
    /// no such job it does not wait at all: the job was deleted, or begins again from nothing.
    /// </summary>
    private (WorkLoopEndReason Reason, JobState State)? LeaveUnheard()
    {
        if (_drainingSince == 0 || (!_sender.IsOfUnknownJob && _time.GetElapsedTime(_drainingSince) < _unheardAfter))
        {
            return null;
        }

        _sender.GiveUp();
        LeftUnheard = true;
        return (WorkLoopEndReason.Drained, _state);
    }

    /// <summary>A slot that cannot work ends the worker, once all that was computed is settled and the rest is given back.</summary>
    private void ThrowIfBroken(ExchangeReport report)
    {
        if (_broken is not null && report.Leaving)
        {
            throw new SlotBrokenException($"a slot of {options.Worker} cannot work: {_broken.Message}", _broken);
        }
    }

    private ExchangeReport NextReport()
    {
        _planner.Measure(slots);
        var settles = _book.Settle();
        var held = _book.HeldTokens();
        var wants = IsAccepting && _toBegin.Count == 0 && feed.IsShort;
        _urgent = false;
        return new ExchangeReport
        {
            Incarnation = _incarnation,
            Sequence = ++_sequence,
            SpecHash = plan.Definition.SpecHash,
            Worker = options.Worker,
            Held = held,
            Settles = settles,
            Slots = options.Slots,
            Counters = _meter.Read(_book.CommittedTicks),
            Want = wants ? _planner.Next(_jobSlots, feed.Idle) : Want.Nothing,
            Leaving = IsLeaving && held.IsEmpty,
        };
    }

    private void Apply(ExchangeReport report, ExchangeReply reply, LeafWatch watch)
    {
        _lastExchange = _time.GetTimestamp();
        options.Pulse?.Answer(reply.State);
        ConfirmedAt = report.Settles.Any(settlement => !settlement.Done.IsEmpty) ? _lastExchange : ConfirmedAt;
        _urgent |= reply.State == JobState.Open && _state != JobState.Open;
        (_state, _jobSlots, _nextExchangeAfter) = (reply.State, reply.JobSlots, reply.NextExchangeAfter);
        _planner.Pace(reply.NextExchangeAfter);
        foreach (var lost in _book.Confirm(reply.Lost))
        {
            watch.CancelLeavesOf(lost);
        }

        // What was granted solo is begun once the ledger knows that it is.
        _toBegin.ForEach(feed.Add);
        _toBegin.Clear();
        for (var i = 0; i < reply.Leases.Length; i++)
        {
            Hold(reply.Leases[i], refill: i == reply.Leases.Length - 1 && IsWorthAskingAhead(reply));
        }

        _book.Renew(_sender.SentAt, _time.TimestampFrequency);
        if (!reply.Leases.IsEmpty && _askedAt != 0)
        {
            _planner.MeasureRoundTrip(_time.GetElapsedTime(_askedAt).TotalSeconds);
        }

        _askedAt = 0;
    }

    /// <summary>Where less is left than one leaf for each slot of the job, what one worker fetches ahead another one waits for.</summary>
    private bool IsWorthAskingAhead(ExchangeReply reply) => reply.Remaining > (reply.JobSlots > options.Slots ? reply.JobSlots : 0);

    private void Hold(Lease lease, bool refill)
    {
        var held = _planner.Hold(lease, refill);
        _book.Add(held);
        if (lease is { Solo: true, Range.Length: 1 })
        {
            _toBegin.Add(held);
            _urgent = true;
        }
        else
        {
            feed.Add(held);
        }
    }

    private TimeSpan UntilDue()
    {
        var every = TimeSpan.FromTicks(Math.Min(_nextExchangeAfter.Ticks, plan.Definition.LeaseDuration.Ticks / 3));
        return every - _time.GetElapsedTime(_lastExchange);
    }

    private TimeSpan UntilNext()
    {
        if ((_urgent || signals.IsAsked) && !_sender.IsPending)
        {
            return TimeSpan.Zero;
        }

        var until = _sender.IsPending ? _sender.UntilRetry : UntilDue();
        if (_book.IsEmpty && !_sender.IsPending)
        {
            _sender.WatchLedger(until);
        }

        var look = _drainingSince == 0 ? LookEvery : LookInDrainEvery;
        return until < look ? until : look;
    }
}
