namespace ParallelJobs.TestKit.History;

/// <summary>One change of a ledger's rows.</summary>
/// <param name="Transaction">The server's number of it.</param>
/// <param name="Sequence">Of the report: the one that a lease was granted to, or the one reported.</param>
public sealed record HistoryEvent(
    HistoryKind Kind, long Transaction, Guid Token, Guid Incarnation, long Sequence, IReadOnlyList<HistoryRange> Positions);
