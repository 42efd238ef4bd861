using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Queue.Tests;

public sealed class TokenBucketTests
{
    [Fact]
    public void It_starts_full_and_one_leaf_may_take_it_below_zero()
    {
        var bucket = TokenBucket.Full(25, 10, TimeSpan.Zero);

        Assert.True(bucket.Without(10).Without(10).IsOpen);
        Assert.False(bucket.Without(10).Without(10).Without(10).IsOpen);
    }

    [Fact]
    public void It_holds_a_second_or_a_leaf_whichever_is_more()
    {
        Assert.False(TokenBucket.Full(25, 10, TimeSpan.Zero).Refilled(TimeSpan.FromDays(1)).Without(25).IsOpen);
        Assert.True(TokenBucket.Full(3, 10, TimeSpan.Zero).Without(9).IsOpen);
        Assert.False(TokenBucket.Full(3, 10, TimeSpan.Zero).Without(10).IsOpen);
    }

    [Theory]
    [InlineData(1, 10, 10)]
    [InlineData(3, 10, 10)]
    [InlineData(7, 1000, 1000)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    [InlineData(1, long.MaxValue, 1)]
    public void It_opens_exactly_when_it_says(long perSecond, long leafItems, long taken)
    {
        var shut = TokenBucket.Full(perSecond, leafItems, TimeSpan.Zero);
        shut = shut.Without(taken).Without(leafItems);

        var opens = shut.OpensIn;

        Assert.True(opens > TimeSpan.Zero);
        Assert.False(shut.Refilled(opens - TimeSpan.FromTicks(1)).IsOpen);
        Assert.True(shut.Refilled(opens).IsOpen);
    }

    [Fact]
    public void Over_a_long_time_it_lets_through_its_rate_to_the_leaf()
    {
        var bucket = TokenBucket.Full(7, 3, TimeSpan.Zero);
        var granted = 0L;
        var random = new Random(3);
        var now = TimeSpan.Zero;
        while (now < TimeSpan.FromHours(1))
        {
            bucket = bucket.Refilled(now);
            for (; bucket.IsOpen; granted += 3)
            {
                bucket = bucket.Without(3);
            }

            now += TimeSpan.FromTicks(random.NextInt64(1, TimeSpan.TicksPerSecond / 3));
        }

        Assert.InRange(granted, 7 * 3600 - 7, 7 * 3600 + 7 + 3);
    }

    [Fact]
    public void Another_rate_is_no_gift()
    {
        var empty = TokenBucket.Full(100, 10, TimeSpan.Zero).Without(100);

        Assert.False(empty.WithRate(1000, 10, TimeSpan.Zero).IsOpen);
        Assert.False(TokenBucket.Full(100, 10, TimeSpan.Zero).WithRate(5, 10, TimeSpan.Zero).Without(10).IsOpen);
    }
}
