using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Queue.Tests;

public sealed class TokenBucketTests
{
    [Theory]
    [InlineData(250, 10, 3)]
    [InlineData(25, 10, 1)]
    [InlineData(3, 10, 1)]
    public void It_starts_with_a_leaf_and_a_tenth_of_a_second_and_never_holds_more(long perSecond, long leafItems, int leaves)
    {
        var bucket = TokenBucket.Full(perSecond, leafItems, TimeSpan.Zero);

        Assert.Equal(leaves, LeavesIn(bucket));
        Assert.Equal(leaves, LeavesIn(bucket.Refilled(TimeSpan.FromDays(1))));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(7, 1000)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, 500_000_000_000)]
    public void It_opens_exactly_when_it_says(long perSecond, long leafItems)
    {
        var shut = TokenBucket.Full(perSecond, leafItems, TimeSpan.Zero);
        shut = shut.Without(leafItems).Without(perSecond);

        var opens = shut.OpensIn;

        Assert.True(opens > TimeSpan.Zero);
        Assert.False(shut.Refilled(opens - TimeSpan.FromTicks(1)).IsOpen);
        Assert.True(shut.Refilled(opens).IsOpen);
    }

    [Fact]
    public void A_wait_beyond_the_clock_is_as_long_as_the_clock_can_say() =>
        Assert.Equal(TimeSpan.MaxValue, TokenBucket.Full(1, long.MaxValue, TimeSpan.Zero).Without(long.MaxValue).OpensIn);

    [Theory]
    [InlineData(7, 3)]
    [InlineData(1000, 1)]
    [InlineData(10, 30)]
    public void In_any_time_it_lets_through_its_rate_and_what_it_holds_and_over_a_long_time_no_less_than_its_rate(long perSecond, long leafItems)
    {
        var bucket = TokenBucket.Full(perSecond, leafItems, TimeSpan.Zero);
        var holds = leafItems + (perSecond / 10.0);
        var granted = 0L;
        var random = new Random(3);
        var now = TimeSpan.Zero;
        while (now < TimeSpan.FromMinutes(10))
        {
            bucket = bucket.Refilled(now);
            for (; bucket.IsOpen; granted += leafItems)
            {
                bucket = bucket.Without(leafItems);
            }

            Assert.InRange(granted, 0, (now.TotalSeconds * perSecond) + holds);
            now += TimeSpan.FromTicks(random.NextInt64(1, TimeSpan.TicksPerSecond / 20));
        }

        Assert.InRange(granted, (now.TotalSeconds * perSecond) - holds - (perSecond / 20.0), double.MaxValue);
    }

    [Fact]
    public void Another_rate_is_no_gift()
    {
        var empty = TokenBucket.Full(100, 10, TimeSpan.Zero).Without(20);

        Assert.False(empty.WithRate(1000, TimeSpan.Zero).IsOpen);
        Assert.Equal(1, LeavesIn(TokenBucket.Full(1000, 10, TimeSpan.Zero).WithRate(5, TimeSpan.Zero)));
    }

    private static int LeavesIn(TokenBucket bucket)
    {
        var leaves = 0;
        for (; bucket.IsOpen; leaves++)
        {
            bucket = bucket.Without(bucket.LeafItems);
        }

        return leaves;
    }
}
