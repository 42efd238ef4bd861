using ParallelJobs.Queue.Postgres.Wire;

namespace ParallelJobs.Queue.Tests.Postgres;

/// <summary>Messages of leaves are whatever a program threw.</summary>
public sealed class SafeTextTests
{
    // No attributes: those are stored as UTF-8, which has no halves of pairs.
    [Fact]
    public void What_the_server_cannot_hold_is_replaced()
    {
        Assert.Equal("a\uFFFDb", SafeText.Of("a\0b"));
        Assert.Equal("half \uFFFD", SafeText.Of("half \uD83D"));
        Assert.Equal("\uFFFD half", SafeText.Of("\uDE80 half"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("division by zero: naïve 🚀")]
    public void All_else_stays(string text) => Assert.Equal(text, SafeText.Of(text));
}
