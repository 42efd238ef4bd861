using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 0, 200)]
    [InlineData(1, 0, 400)]
    [InlineData(2, 0, 800)]
    [InlineData(10, 0, 204_800)]
    [InlineData(11, 0, 300_000)]
    [InlineData(31, 0, 300_000)]
    [InlineData(32, 0, 300_000)]
    [InlineData(int.MaxValue, 0, 300_000)]
    [InlineData(0, 150, 200)]
    [InlineData(0, 5000, 5000)]
    [InlineData(20, 400_000, 400_000)]
    public void It_doubles_up_to_its_bound_and_never_comes_before_the_server_wants(int failures, int atLeast, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Delay(0));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds * 1.25), Delay(1));
        Assert.InRange(Delay(0.5), Delay(0) + TimeSpan.FromTicks(1), Delay(1) - TimeSpan.FromTicks(1));

        TimeSpan Delay(double jitter) => Backoff.Delay(failures, TimeSpan.FromMilliseconds(atLeast), jitter);
    }

    [Fact]
    public void A_server_that_wants_to_be_left_alone_for_ever_is() =>
        Assert.Equal(TimeSpan.MaxValue, Backoff.Delay(0, TimeSpan.MaxValue, 1));
}
