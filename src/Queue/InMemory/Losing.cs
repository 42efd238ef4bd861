namespace ParallelJobs.Queue.InMemory;

/// <summary>Decides what becomes of a lease whose worker fell silent.</summary>
internal static class Losing
{
    /// <summary>
    /// A leaf that was begun may have taken the worker down, and if it was granted solo and no other of its lease was under way nothing else
    /// can have: only then is it charged a loss. Everything else is halved and from now on granted solo, so that a leaf that kills its worker ends alone, and those that
    /// were begun beside it are never charged for it.
    /// </summary>
    public static LeaseOutcome Decide(LeasedWork work, JobDefinition job, TimeSpan now)
    {
        List<PendingRange> returned = [];
        List<DeadRange> dead = [];
        var begunLeaves = work.Remaining.Intersect(PositionSet.Of(0, work.BegunUpTo)).Size;
        foreach (var (piece, begun) in work.Remaining.SelectMany(range => CutAt(work.BegunUpTo, range)))
        {
            var charged = work.Solo && begun && begunLeaves == 1;
            var losses = work.Losses + (charged ? 1 : 0);
            if (charged && losses >= job.MaxLosses)
            {
                dead.Add(new DeadRange(piece, work.Attempts, Message(losses, work.LastError)));
            }
            else
            {
                returned.AddRange(Bisection.Halves(piece)
                    .Select(half => work.Returned(half, now) with { Losses = losses, Solo = true }));
            }
        }

        return new LeaseOutcome(PositionSet.Empty, null, returned, dead);
    }

    private static IEnumerable<(PositionRange Piece, bool Begun)> CutAt(long begunUpTo, PositionRange range)
    {
        if (range.Start < begunUpTo)
        {
            yield return (range with { End = Math.Min(range.End, begunUpTo) }, true);
        }

        if (range.End > begunUpTo)
        {
            yield return (range with { Start = Math.Max(range.Start, begunUpTo) }, false);
        }
    }

    private static string Message(int losses, string? lastError) =>
        lastError is null ? $"lost {losses} times" : $"lost {losses} times; before that: {lastError}";
}
