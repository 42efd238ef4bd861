using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue.Orders;

namespace ParallelJobs.Queue.Tests;

public sealed class LeafOrderTests
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Fact]
    public void Fifo_goes_up_and_lifo_goes_down()
    {
        var fifo = LeafOrders.Of(LeafOrderName.Fifo, 5, Hash);
        var lifo = LeafOrders.Of(LeafOrderName.Lifo, 5, Hash);

        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 5).Select(position => fifo.LeafAt(position)));
        Assert.Equal([4, 3, 2, 1, 0], Enumerable.Range(0, 5).Select(position => lifo.LeafAt(position)));
    }

    [Theory]
    [InlineData(LeafOrderName.Fifo)]
    [InlineData(LeafOrderName.Lifo)]
    [InlineData(LeafOrderName.Shuffled)]
    public void Every_leaf_has_one_position_for_every_small_size(LeafOrderName name)
    {
        for (var leaves = 1; leaves <= 600; leaves++)
        {
            var order = LeafOrders.Of(name, leaves, Hash);
            var seen = new bool[leaves];
            for (var position = 0; position < leaves; position++)
            {
                var leaf = order.LeafAt(position);
                Assert.False(seen[leaf]);
                seen[leaf] = true;
                Assert.Equal(position, order.PositionOf(leaf));
            }
        }
    }

    [Theory]
    [InlineData(LeafOrderName.Fifo)]
    [InlineData(LeafOrderName.Lifo)]
    [InlineData(LeafOrderName.Shuffled)]
    public void Huge_sizes_have_an_inverse_too(LeafOrderName name)
    {
        foreach (var leaves in new[] { 1L << 62, (1L << 62) - 1, (1L << 61) + 1, 1L << 61, 1_000_000_007, 1_000_000_000_000_000 })
        {
            var order = LeafOrders.Of(name, leaves, Hash);
            var random = new Random(7);
            foreach (var position in Enumerable.Range(0, 500).Select(_ => random.NextInt64(leaves)).Concat([0, leaves - 1]))
            {
                var leaf = order.LeafAt(position);
                Assert.InRange(leaf, 0, leaves - 1);
                Assert.Equal(position, order.PositionOf(leaf));
                Assert.Equal(position, order.LeafAt(order.PositionOf(position)));
            }
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    [InlineData(1L << 62)]
    public void Shuffled_scatters_neighbours_evenly(long leaves)
    {
        const int Sample = 1000;
        var order = LeafOrders.Of(LeafOrderName.Shuffled, leaves, Hash);
        var tenths = new int[10];
        var ascents = 0;
        for (var position = 0; position < Sample; position++)
        {
            var leaf = order.LeafAt(position);
            tenths[(int)((Int128)leaf * 10 / leaves)]++;
            ascents += position > 0 && leaf > order.LeafAt(position - 1) ? 1 : 0;
        }

        // 100 and 500 are expected; the bounds are over four standard deviations away.
        Assert.All(tenths, count => Assert.InRange(count, 60, 140));
        Assert.InRange(ascents, 440, 560);
    }

    [Fact]
    public void Another_hash_is_another_order()
    {
        var one = LeafOrders.Of(LeafOrderName.Shuffled, 1_000_000, Hash);
        var two = LeafOrders.Of(LeafOrderName.Shuffled, 1_000_000, Hash[..^1] + "9");

        Assert.InRange(Enumerable.Range(0, 1000).Count(position => one.LeafAt(position) == two.LeafAt(position)), 0, 5);
    }

    /// <summary>Workers of two releases may compute one job, so an order may never change.</summary>
    [Fact]
    public void The_order_of_a_hash_is_the_same_for_ever()
    {
        var order = LeafOrders.Of(LeafOrderName.Shuffled, 1_000_000, Hash);

        Assert.Equal([736632, 684813, 471579, 699317, 788272], Enumerable.Range(0, 5).Select(position => order.LeafAt(position)));
    }

    [Theory]
    [InlineData(LeafOrderName.Priority, 5)]
    [InlineData(LeafOrderName.Fifo, 0)]
    [InlineData(LeafOrderName.Shuffled, long.MaxValue)]
    public void An_order_that_cannot_be_is_refused(LeafOrderName name, long leaves) =>
        Assert.Throws<ArgumentException>(() => LeafOrders.Of(name, leaves, Hash));
}
