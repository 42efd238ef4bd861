namespace ParallelJobs.Queue.InMemory;

/// <summary>What a lease still stands for.</summary>
/// <param name="Remaining">Granted and not yet settled. One range at first; a partial settlement may leave several.</param>
/// <param name="BegunUpTo">Remaining positions below this one have been begun.</param>
/// <param name="Attempts">Attempts charged before this one.</param>
/// <param name="Losses">Losses charged before this lease.</param>
/// <param name="Solo">Was lost once.</param>
/// <param name="LastError">The last failure's message, if any.</param>
internal sealed record LeasedWork(PositionSet Remaining, long BegunUpTo, int Attempts, int Losses, bool Solo, string? LastError)
{
    public static LeasedWork From(PendingRange pending) =>
        new(PositionSet.Of(pending.Range), pending.Range.Start, pending.Attempts, pending.Losses, pending.Solo, pending.LastError);

    /// <summary>A range of this work on its way back, with all that was charged to it so far.</summary>
    public PendingRange Returned(PositionRange range, TimeSpan notBefore) => new(range, Attempts, Losses, Solo, notBefore, LastError);
}
