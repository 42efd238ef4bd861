using ParallelJobs.Kubernetes.Election;

namespace ParallelJobs.Kubernetes.Tests.Election;

public sealed class LeaderElectorOptionsTests
{
    private static readonly LeaderElectorOptions Good = new() { Namespace = "default", Name = "role", Identity = "me" };

    public static TheoryData<string> Mistakes => [.. Bad.Keys];

    private static Dictionary<string, (LeaderElectorOptions Options, string Names)> Bad { get; } = new()
    {
        ["no namespace"] = (Good with { Namespace = "" }, nameof(Good.Namespace)),
        ["no name"] = (Good with { Name = " " }, nameof(Good.Name)),
        ["no identity, which would be a released lease"] = (Good with { Identity = "" }, nameof(Good.Identity)),
        ["no pause between attempts"] = (Good with { RetryPeriod = TimeSpan.Zero }, nameof(Good.RetryPeriod)),
        ["no time for a second attempt"] = (Good with { RetryPeriod = TimeSpan.FromSeconds(10 / 1.2) }, nameof(Good.RenewDeadline)),
        ["trust for as long as the lease"] = (Good with { RenewDeadline = TimeSpan.FromSeconds(15) }, nameof(Good.LeaseDuration)),
        ["trust for longer than the lease"] = (Good with { LeaseDuration = TimeSpan.FromSeconds(9) }, nameof(Good.LeaseDuration)),
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void An_elector_is_not_made_with(string mistake)
    {
        var (options, option) = Bad[mistake];

        var exception = Assert.Throws<ArgumentException>(options.Validated);

        Assert.Equal(option, exception.ParamName);
        Assert.Contains($"leader election, {option}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_good_and_leave_time_for_two_attempts_without_an_answer()
    {
        var options = Good.Validated();

        Assert.Equal(options.RenewDeadline, options.RetryPeriod + (2 * options.AttemptLimit));
        Assert.True(options.AttemptLimit <= options.RenewDeadline / 2);
    }

    [Theory]
    [InlineData(15, 15)]
    [InlineData(15.1, 16)]
    [InlineData(0.5, 1)]
    public void A_lease_states_no_less_than_its_time(double seconds, int stated) =>
        Assert.Equal(stated, (Good with { LeaseDuration = TimeSpan.FromSeconds(seconds) }).LeaseDurationSeconds);

    [Theory]
    [InlineData(1, 0.0, 2)]
    [InlineData(1, 0.5, 1.8)]
    [InlineData(2, 0.0, 4)]
    [InlineData(3, 0.0, 8)]
    [InlineData(4, 0.0, 10)]
    [InlineData(4, 0.5, 9)]
    [InlineData(int.MaxValue, 0.0, 10)]
    public void Who_waits_without_an_answer_asks_ever_less_often(int failures, double jitter, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPace.Backoff(Good, failures, jitter));

    [Fact]
    public void No_jitter_makes_a_pause_longer_than_the_period()
    {
        for (var jitter = 0.0; jitter < 1; jitter += 0.01)
        {
            Assert.InRange(RetryPace.Regular(Good, jitter), Good.RetryPeriod * 0.8, Good.RetryPeriod);
            Assert.InRange(RetryPace.Hurried(Good, jitter), Good.RetryPeriod * 0.2, Good.RetryPeriod / 4);
        }
    }
}
