using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Queue.Tests;

public sealed class PacingTests
{
    [Theory]
    [InlineData(1, null, 250)]
    [InlineData(125, null, 250)]
    [InlineData(5000, null, 10000)]
    [InlineData(1, 40, 40)]
    [InlineData(1, 9000, 250)]
    [InlineData(100, 40, 200)]
    [InlineData(5000, 40, 10000)]
    public void A_worker_comes_sooner_for_a_chance_but_never_sooner_than_its_share(int workers, int? chanceMilliseconds, int expected)
    {
        var chance = chanceMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : default(TimeSpan?);

        Assert.Equal(TimeSpan.FromMilliseconds(expected), Pacing.After(workers, chance));
    }
}
