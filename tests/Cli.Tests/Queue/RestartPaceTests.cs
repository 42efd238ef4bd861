using ParallelJobs.Cli.Running;

namespace ParallelJobs.Cli.Tests.Queue;

public sealed class RestartPaceTests
{
    [Fact]
    public void Lives_that_end_at_once_are_followed_at_once_and_then_ever_more_slowly()
    {
        var pace = new RestartPace();
        Assert.Equal([0, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 8).Select(_ => pace.After(TimeSpan.FromSeconds(59)).TotalSeconds));
    }

    [Fact]
    public void A_life_of_a_minute_starts_over()
    {
        var pace = new RestartPace();
        double[] lives = [1, 1, 1, 60, 1, 1];
        Assert.Equal([0, 1, 2, 0, 1, 2], lives.Select(life => pace.After(TimeSpan.FromSeconds(life)).TotalSeconds));
    }
}
