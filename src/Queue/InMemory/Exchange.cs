namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// The steps of one exchange, in their order: settle and renew what the caller holds, give back what it does not, reap others, grant.
/// </summary>
internal static class Exchange
{
    /// <summary>
    /// Bounds the work of one exchange; every other worker's next one goes on where this one stopped.
    /// </summary>
    private const int MostReaped = 16;

    /// <exception cref="ExchangeRefusedException">An older sequence or another spec; nothing has changed.</exception>
    public static (ExchangeReply Reply, long ChangesSeen) CarryOut(JobLedger ledger, ExchangeReport report, TimeSpan now)
    {
        if (report.SpecHash != ledger.Definition.SpecHash)
        {
            throw new ExchangeRefusedException(
                RefusalReason.SpecMismatch, $"job {ledger.Definition.Id} has spec {ledger.Definition.SpecHash}, not {report.SpecHash}");
        }

        var known = ledger.Workers.Find(report.Incarnation);
        var last = known?.Sequence ?? 0;
        if (known?.Reply is { } repeated && report.Sequence == last)
        {
            return (repeated, known.ChangesSeen);
        }

        if (report.Sequence <= last)
        {
            throw new ExchangeRefusedException(
                RefusalReason.StaleSequence, $"report {report.Sequence} of {report.Incarnation} came after report {last}");
        }

        var worker = ledger.Workers.Enter(report, now);
        worker.Sequence = report.Sequence;
        worker.Reply = Answer(ledger, worker, report, now);
        worker.ChangesSeen = ledger.Changes;
        return (worker.Reply, worker.ChangesSeen);
    }

    private static ExchangeReply Answer(JobLedger ledger, Worker worker, ExchangeReport report, TimeSpan now)
    {
        ForgiveOutage(ledger, now);
        var lost = new HashSet<Guid>();
        Settle(ledger, worker, report, now, lost);
        Renew(ledger, worker, report, now, lost);
        GiveBackUnnamed(ledger, worker, now);
        Reap(ledger, now);
        ledger.Limits = ledger.Limits.Refilled(now);
        var leases = report.Leaving ? [] : Granting.Grant(ledger, worker, report.Want, now);
        var inVain = leases.IsEmpty && report.Want.Chunks > 0 && ledger.State == JobState.Open;
        return new ExchangeReply
        {
            State = ledger.State,
            Leases = leases,
            Lost = lost.Count == 0 ? [] : [.. lost],
            Remaining = ledger.Remaining,
            JobSlots = ledger.Workers.LiveSlots,
            NextExchangeAfter = Pacing.After(ledger.Workers.LiveWorkers, inVain ? Granting.NextChance(ledger, now) : null),
        };
    }

    /// <summary>When no worker at all came, it was the queue that was away, and no lease may run out for that.</summary>
    private static void ForgiveOutage(JobLedger ledger, TimeSpan now)
    {
        if (now - ledger.LastExchange >= ledger.Definition.LeaseDuration / 3)
        {
            ledger.Leases.Postpone(now);
        }

        ledger.LastExchange = now;
    }

    private static void Settle(JobLedger ledger, Worker worker, ExchangeReport report, TimeSpan now, HashSet<Guid> lost)
    {
        foreach (var settlement in report.Settles.IsDefault ? [] : report.Settles)
        {
            if (Own(ledger, worker, settlement.Token) is not { } lease)
            {
                lost.Add(settlement.Token);
            }
            else if (Settling.IsValid(lease.Work, settlement))
            {
                ledger.Settle(lease, settlement, now);
            }
        }
    }

    private static void Renew(JobLedger ledger, Worker worker, ExchangeReport report, TimeSpan now, HashSet<Guid> lost)
    {
        foreach (var token in report.Held.IsDefault ? [] : report.Held)
        {
            if (Own(ledger, worker, token) is { } lease)
            {
                lease.NamedBy = report.Sequence;
            }
            else
            {
                lost.Add(token);
            }
        }

        ledger.Leases.Renew(worker, now);
    }

    /// <summary>A lease that the worker does not name was granted in a reply that it never saw.</summary>
    private static void GiveBackUnnamed(JobLedger ledger, Worker worker, TimeSpan now)
    {
        for (var index = worker.Leases.Count - 1; index >= 0; index--)
        {
            if (worker.Leases[index].NamedBy != worker.Sequence)
            {
                ledger.GiveBack(worker.Leases[index], now);
            }
        }
    }

    private static void Reap(JobLedger ledger, TimeSpan now)
    {
        for (var reaped = 0; reaped < MostReaped && ledger.Leases.Overdue(now) is { } lease; reaped++)
        {
            ledger.Lose(lease, now);
        }
    }

    private static HeldLease? Own(JobLedger ledger, Worker worker, Guid token) =>
        ledger.Leases.Find(token) is { } lease && lease.Owner == worker ? lease : null;
}
