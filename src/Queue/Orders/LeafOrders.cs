using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Queue.Orders;

/// <summary>Makes leaf orders by name.</summary>
public static class LeafOrders
{
    /// <param name="name">Fifo, Lifo or Shuffled: the orders that need to know nothing of the items.</param>
    /// <param name="leaves">1 to 2^62.</param>
    /// <param name="specHash">The key of Shuffled: the same in every worker of the job.</param>
    /// <exception cref="ArgumentException">Another order, or so many leaves.</exception>
    public static ILeafOrder Of(LeafOrderName name, long leaves, string specHash)
    {
        if (leaves is < 1 or > 1L << 62)
        {
            throw new ArgumentException($"{leaves} leaves: must be 1 to 2^62", nameof(leaves));
        }

        return name switch
        {
            LeafOrderName.Fifo => new FifoOrder(),
            LeafOrderName.Lifo => new LifoOrder(leaves),
            LeafOrderName.Shuffled => new ShuffledOrder(leaves, specHash),
            _ => throw new ArgumentException($"the order {name} is not made from the number of leaves alone", nameof(name)),
        };
    }
}
