using ParallelJobs.Engine.Workers;

namespace ParallelJobs.Engine.Tests.Workers;

public sealed class DrainTimesTests
{
    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 1, 1)]
    [InlineData(5, 4, 1)]
    [InlineData(10, 8, 2)]
    [InlineData(25, 20, 5)]
    [InlineData(30, 25, 5)]
    [InlineData(3600, 3595, 5)]
    public void A_part_of_the_grace_is_kept_for_the_end(double grace, double leaves, double margin) => Assert.Equal(
        new DrainTimes(TimeSpan.FromSeconds(leaves), TimeSpan.FromSeconds(margin)), DrainTimes.Of(TimeSpan.FromSeconds(grace)));
}
