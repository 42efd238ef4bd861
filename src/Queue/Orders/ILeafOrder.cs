namespace ParallelJobs.Queue.Orders;

/// <summary>
/// In what order leaves are handed out: a bijection between the positions that the ledger deals in and the leaves that workers compute.
/// Pure, so every worker knows it without asking. Implementations are immutable and safe for use by several threads.
/// </summary>
public interface ILeafOrder
{
    /// <summary>The leaf at a position, both 0 .. leaves-1.</summary>
    long LeafAt(long position);

    /// <summary>The inverse of <see cref="LeafAt"/>.</summary>
    long PositionOf(long leaf);
}
