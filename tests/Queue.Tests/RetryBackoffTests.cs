using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Queue.Tests;

public sealed class RetryBackoffTests
{
    [Theory]
    [InlineData(1, 1, 1.0)]
    [InlineData(1, 2, 2.0)]
    [InlineData(1, 3, 4.0)]
    [InlineData(1, 6, 32.0)]
    [InlineData(1, 7, 60.0)]
    [InlineData(1, 64, 60.0)]
    [InlineData(1, int.MaxValue, 60.0)]
    [InlineData(90, 1, 60.0)]
    [InlineData(0, 5, 0.0)]
    public void The_bound_doubles_up_to_the_highest(int firstSeconds, int attempts, double boundSeconds)
    {
        var bound = TimeSpan.FromSeconds(boundSeconds);

        Assert.Equal(bound, Delay(1));
        Assert.Equal(bound / 2, Delay(0.5));
        Assert.Equal(TimeSpan.Zero, Delay(0));

        TimeSpan Delay(double jitter) =>
            RetryBackoff.Delay(TimeSpan.FromSeconds(firstSeconds), TimeSpan.FromSeconds(60), attempts, jitter);
    }
}
