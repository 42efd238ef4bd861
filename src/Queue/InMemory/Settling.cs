using System.Diagnostics;

namespace ParallelJobs.Queue.InMemory;

/// <summary>Decides what a worker's settlement makes of its lease.</summary>
internal static class Settling
{
    /// <summary>
    /// Whether a settlement speaks only of remaining positions of the lease, and of each at most once. One that does not is void as a
    /// whole: a worker that is wrong about one position may be wrong about all.
    /// </summary>
    public static bool IsValid(LeasedWork work, Settlement settlement)
    {
        if (!settlement.Done.IsSubsetOf(work.Remaining))
        {
            return false;
        }

        if (settlement.Failed.IsDefaultOrEmpty)
        {
            return true;
        }

        var failed = NamedIn(settlement);
        return failed.Size == settlement.Failed.Count(failure => failure.Position is not null)
            && failed.IsSubsetOf(work.Remaining)
            && !failed.Overlaps(settlement.Done);
    }

    /// <param name="work">The lease before.</param>
    /// <param name="settlement">A valid one.</param>
    /// <param name="job">Its limit of attempts and its backoff.</param>
    /// <param name="now">On the ledger's clock.</param>
    /// <param name="jitter">Random, 0 to 1; drawn once for every leaf that must wait.</param>
    public static LeaseOutcome Decide(LeasedWork work, Settlement settlement, JobDefinition job, TimeSpan now, Func<double> jitter)
    {
        Debug.Assert(IsValid(work, settlement), "the caller refuses void settlements");
        if (settlement.Done.Equals(work.Remaining) && settlement.Failed.IsDefaultOrEmpty)
        {
            // What nearly every settlement is, at no more cost than it needs.
            return new LeaseOutcome(settlement.Done, null, [], []);
        }

        var rest = work.Remaining.Except(settlement.Done);
        List<PendingRange> returned = [];
        List<DeadRange> dead = [];
        var unnamed = default(string);
        foreach (var failure in settlement.Failed.IsDefault ? [] : settlement.Failed)
        {
            if (failure.Position is { } position)
            {
                Charge(position, failure.Message);
            }
            else
            {
                unnamed = failure.Message;
            }
        }

        rest = rest.Except(NamedIn(settlement));
        if (unnamed is not null && rest.Size == 1)
        {
            Charge(rest[0].Start, unnamed);
            rest = PositionSet.Empty;
        }
        else if (unnamed is not null)
        {
            // Nobody knows whose fault it was, so nobody is charged, and nobody waits: halving finds out.
            returned.AddRange(rest.SelectMany(Bisection.Halves).Select(half => work.Returned(half, now)));
            rest = PositionSet.Empty;
        }
        else if (settlement.Rest == Rest.GiveBack)
        {
            returned.AddRange(rest.Select(range => work.Returned(range, now)));
            rest = PositionSet.Empty;
        }

        return new LeaseOutcome(settlement.Done, Narrowed(work, rest, settlement.BegunUpTo), returned, dead);

        void Charge(long position, string message)
        {
            var leaf = new PositionRange(position, position + 1);
            var attempts = work.Attempts + 1;
            if (attempts >= job.MaxAttempts)
            {
                dead.Add(new DeadRange(leaf, attempts, message));
            }
            else
            {
                var wait = RetryBackoff.Delay(job.Backoff, job.MaxBackoff, attempts, jitter());
                returned.Add(new PendingRange(leaf, attempts, work.Losses, work.Solo, now + wait, message));
            }
        }
    }

    /// <summary>The whole lease goes back, uncharged.</summary>
    public static LeaseOutcome GiveBack(LeasedWork work, TimeSpan now) =>
        new(PositionSet.Empty, null, [.. work.Remaining.Select(range => work.Returned(range, now))], []);

    private static LeasedWork? Narrowed(LeasedWork work, PositionSet rest, long begunUpTo) => rest.IsEmpty
        ? null
        : work with { Remaining = rest, BegunUpTo = Math.Max(work.BegunUpTo, begunUpTo) };

    private static PositionSet NamedIn(Settlement settlement) => settlement.Failed.IsDefaultOrEmpty
        ? PositionSet.Empty
        : PositionSet.Of(
            from failure in settlement.Failed
            let position = failure.Position
            where position is not null
            select new PositionRange((long)position, (long)position + 1));
}
