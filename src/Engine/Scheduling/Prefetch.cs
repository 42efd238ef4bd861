namespace ParallelJobs.Engine.Scheduling;

/// <summary>How far ahead of its slots a worker asks.</summary>
internal static class Prefetch
{
    private const int MaxChunksPerSlot = 64;

    /// <summary>
    /// So many chunks a slot that they outlast two round trips, and the time that the ledger bids between exchanges; 1 while the cost is
    /// unknown.
    /// </summary>
    public static int ChunksPerSlot(in ChunkContext context, double chunkLeaves) =>
        context.Cost.IsKnown
            ? (int)Math.Clamp(Math.Ceiling(SecondsAhead(context) / (context.Cost.Mean * chunkLeaves)), 1, MaxChunksPerSlot)
            : 1;

    private static double SecondsAhead(in ChunkContext context) => Math.Max(2 * context.RoundTripSeconds, context.PaceSeconds);
}
