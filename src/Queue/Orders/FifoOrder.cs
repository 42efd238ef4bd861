namespace ParallelJobs.Queue.Orders;

/// <summary>From the first leaf to the last.</summary>
internal sealed class FifoOrder : ILeafOrder
{
    public long LeafAt(long position) => position;

    public long PositionOf(long leaf) => leaf;
}
