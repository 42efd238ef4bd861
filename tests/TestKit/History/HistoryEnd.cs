namespace ParallelJobs.TestKit.History;

/// <summary>Where a ledger's rows say that the positions are, when its history is read.</summary>
/// <param name="Next">The first position that was never handed out.</param>
/// <param name="Done">Folded, or settled and waiting for it.</param>
public sealed record HistoryEnd(
    long Leaves,
    long Next,
    IReadOnlyList<HistoryRange> Done,
    IReadOnlyList<HistoryRange> Leased,
    IReadOnlyList<HistoryRange> Pending,
    IReadOnlyList<HistoryRange> Dead);
