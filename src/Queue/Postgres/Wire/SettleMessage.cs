using System.Collections.Immutable;

namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>A settlement without its payload.</summary>
/// <param name="Done">A multirange in PostgreSQL's notation.</param>
internal sealed record SettleMessage(Guid Token, string Done, ImmutableArray<LeafFailure> Failed, long BegunUpTo, bool GiveBack)
{
    public static SettleMessage Of(Settlement settlement) => new(
        settlement.Token,
        Multirange.Format(settlement.Done),
        settlement.Failed.IsDefaultOrEmpty ? [] : [.. settlement.Failed.Select(each => each with { Message = SafeText.Of(each.Message) })],
        settlement.BegunUpTo,
        settlement.Rest == Rest.GiveBack);
}
