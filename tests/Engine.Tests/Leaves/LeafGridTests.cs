using ParallelJobs.Contracts;
using ParallelJobs.Engine.Leaves;

namespace ParallelJobs.Engine.Tests.Leaves;

public sealed class LeafGridTests
{
    [Theory]
    [InlineData("0", "10", 3, 4, 1)]
    [InlineData("1", "10", 3, 3, 3)]
    [InlineData("-5", "5", 4, 3, 2)]
    [InlineData("-9223372036854775808", "9223372036854775808", 4, 1L << 62, 4)]
    [InlineData("-9223372036854775808", "9223372036854775808", long.MaxValue, 3, 2)]
    [InlineData("9223372036854775807", "9223372036854775808", 1, 1, 1)]
    public void A_range_is_cut_into_leaves_and_a_last_one_that_may_be_shorter(string start, string end, long size, long leaves, long last)
    {
        var grid = new LeafGrid(new ItemRange(Int128.Parse(start), Int128.Parse(end)), size);
        Assert.Equal(leaves, grid.Leaves);
        Assert.Equal(last, grid.LastLeafItems);
        Assert.Equal(last, grid.ItemsOf(leaves - 1));
        Assert.Equal((long)Int128.Parse(start), grid.FirstItem(0));
    }

    [Fact]
    public void Leaves_touch_and_cover_the_range_even_at_both_ends_of_int64()
    {
        var range = new ItemRange(ItemRange.MinStart, ItemRange.MaxEnd);
        var grid = new LeafGrid(range, (1L << 60) + 7);
        var next = range.Start;
        for (var leaf = 0L; leaf < grid.Leaves; leaf++)
        {
            Assert.Equal(next, grid.FirstItem(leaf));
            next += grid.ItemsOf(leaf);
        }

        Assert.Equal(range.End, next);
    }

    [Fact]
    public void More_leaves_than_there_are_positions_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeafGrid(new ItemRange(ItemRange.MinStart, ItemRange.MaxEnd), 3));
}
