namespace ParallelJobs.Queue.Orders;

/// <summary>From the last leaf to the first.</summary>
internal sealed class LifoOrder(long leaves) : ILeafOrder
{
    public long LeafAt(long position) => leaves - 1 - position;

    public long PositionOf(long leaf) => leaves - 1 - leaf;
}
