using ParallelJobs.Queue.Postgres.Wire;

namespace ParallelJobs.Queue.Tests.Postgres;

/// <summary>Sets of positions in the server's notation.</summary>
public sealed class MultirangeTests
{
    private const long Most = 1L << 62;

    public static TheoryData<string, PositionSet> Notations() => new()
    {
        { "{}", PositionSet.Empty },
        { "{[0,1)}", PositionSet.Of(0, 1) },
        { "{[0,4),[7,9)}", PositionSet.Of(new PositionRange(0, 4), new PositionRange(7, 9)) },
        { $"{{[3,{Most})}}", PositionSet.Of(3, Most) },
    };

    [Theory]
    [MemberData(nameof(Notations))]
    public void A_set_is_written_and_read_as_the_server_does(string text, PositionSet positions)
    {
        Assert.Equal(text, Multirange.Format(positions));
        Assert.Equal(positions, Multirange.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[0,1)")]
    [InlineData("{[0,1}")]
    [InlineData("{(0,1)}")]
    [InlineData("{[0,)}")]
    [InlineData("{[0;1)}")]
    public void Anything_else_is_no_multirange(string text) => Assert.Throws<FormatException>(() => Multirange.Parse(text));
}
