using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// The ledger of one job: every position is in exactly one of done, leased, pending, dead, and not yet leased, and the methods here are the
/// only ways from one to another. Knows neither locks nor clocks: one caller at a time, who says what time it is.
/// </summary>
internal sealed class JobLedger(JobDefinition definition, TokenSource random, TimeSpan now)
{
    public JobDefinition Definition { get; } = definition;

    public JobState State { get; private set; } = JobState.Open;

    public GrantLimits Limits { get; set; } = GrantLimits.Of(definition.Limits, definition.LeafItems, now);

    public long MaxFailedItems { get; private set; } = definition.MaxFailedItems;

    /// <summary>The first position that was never leased.</summary>
    public long Next { get; private set; }

    public LeaseTable Leases { get; } = new(definition);

    public PendingPool Pending { get; } = new(definition);

    public DeadLeaves Dead { get; } = new(definition);

    public ResultLog Results { get; } = new(definition);

    public WorkerRoster Workers { get; } = new(definition.LeaseDuration);

    /// <summary>When the last exchange was carried out.</summary>
    public TimeSpan LastExchange { get; set; } = now;

    /// <summary>
    /// How often something happened that may get a waiting worker more than it had: leaves came back, or the state changed.
    /// </summary>
    public long Changes { get; private set; }

    /// <summary>Leaves that are left to grant.</summary>
    public long Remaining => Definition.Leaves - Next + Pending.Leaves;

    public bool IsTerminal => State.IsTerminal();

    /// <summary>A fold would change something, or there is nothing more to fold for ever.</summary>
    public bool NeedsFold => Results.Partials.Count > 0 || IsTerminal || Concluded() != State;

    /// <summary>Takes leaves from the front.</summary>
    public PendingRange TakeFront(long atMost, TimeSpan at)
    {
        var start = Next;
        Next += Math.Min(atMost, Definition.Leaves - start);
        return new PendingRange(new PositionRange(start, Next), 0, 0, false, at, null);
    }

    /// <summary>Grants what was just taken from the front or from the pool.</summary>
    public Lease Grant(Worker worker, PendingRange taken)
    {
        var lease = new HeldLease(random.NextToken(), worker, LeasedWork.From(taken));
        Leases.Add(lease);
        return new Lease(lease.Token, taken.Range, taken.Attempts + 1, taken.Solo, Definition.LeaseDuration);
    }

    public void Settle(HeldLease lease, Settlement settlement, TimeSpan at)
    {
        var outcome = Settling.Decide(lease.Work, settlement, Definition, at, random.NextJitter);
        Apply(lease, outcome, settlement.Payload);
    }

    public void GiveBack(HeldLease lease, TimeSpan at) =>
        Apply(lease, Settling.GiveBack(lease.Work, at), ReadOnlyMemory<byte>.Empty);

    public void Lose(HeldLease lease, TimeSpan at) =>
        Apply(lease, Losing.Decide(lease.Work, Definition, at), ReadOnlyMemory<byte>.Empty);

    public void Pause() => Enter(State == JobState.Open ? JobState.Paused : State);

    public void Resume() => Enter(State == JobState.Paused ? JobState.Open : State);

    public void ChangeLimits(JobLimits limits, TimeSpan at)
    {
        if (!IsTerminal)
        {
            Limits = Limits.Changed(limits, at);
            Changes++;
        }
    }

    public void ChangeMaxFailedItems(long maxFailedItems) => MaxFailedItems = IsTerminal ? MaxFailedItems : maxFailedItems;

    /// <summary>Ends the job at once. What was leased is pending for ever, so that every position is still somewhere.</summary>
    public void Cancel(TimeSpan at)
    {
        if (!IsTerminal)
        {
            foreach (var lease in Leases.All.ToList())
            {
                GiveBack(lease, at);
            }

            Enter(JobState.Cancelled);
        }
    }

    public long RetryDead(TimeSpan at)
    {
        var leaves = Dead.Leaves;
        if (State == JobState.Cancelled || leaves == 0)
        {
            return 0;
        }

        foreach (var dead in Dead.Clear())
        {
            Pending.Add(new PendingRange(dead.Range, 0, 0, false, at, null));
        }

        Changes++;
        Enter(State == JobState.Paused ? JobState.Paused : JobState.Open);
        return leaves;
    }

    /// <summary>After a fold: enters the terminal state if this was the last one.</summary>
    public void Conclude() => Enter(Concluded());

    public JobProgress Progress(TimeSpan at)
    {
        Workers.ForgetSilent(at);
        return new JobProgress
        {
            State = State,
            Items = Definition.Items,
            Completed = Results.Items,
            InFlight = Leases.Items,
            Retrying = Pending.Items,
            Failed = Dead.Items,
            Dead = [.. Dead.All.Take(10)],
            LiveWorkers = Workers.LiveWorkers,
            LiveSlots = Workers.LiveSlots,
            Limits = Limits.Limits,
            MaxFailedItems = MaxFailedItems,
            Counters = Workers.Counters,
        };
    }

    private void Apply(HeldLease lease, LeaseOutcome outcome, ReadOnlyMemory<byte> payload)
    {
        Leases.Replace(lease, outcome.Kept);
        if (!outcome.Done.IsEmpty)
        {
            Results.Append(outcome.Done, payload);
        }

        foreach (var pending in outcome.Returned)
        {
            Pending.Add(pending);
        }

        foreach (var dead in outcome.Dead)
        {
            Dead.Add(dead);
        }

        if (outcome.Dead.Count > 0 && Definition.OnExhausted == OnExhausted.Fail)
        {
            Enter(JobState.Failing);
        }

        // A leaf that ended makes room under the limit of leaves in flight.
        if (outcome.Returned.Count > 0 || Limits.Limits.MaxInFlight is not null)
        {
            Changes++;
        }
    }

    private JobState Concluded()
    {
        if (IsTerminal || Results.Partials.Count > 0)
        {
            return State;
        }

        if (Results.Folded.Leaves + Dead.Leaves == Definition.Leaves)
        {
            var tooMany = State == JobState.Failing || Dead.Items > MaxFailedItems;
            return tooMany ? JobState.Failed : JobState.Complete;
        }

        return State == JobState.Failing && Leases.Count == 0 ? JobState.Failed : State;
    }

    private void Enter(JobState state)
    {
        if (state != State)
        {
            State = state;
            Changes++;
        }
    }
}
