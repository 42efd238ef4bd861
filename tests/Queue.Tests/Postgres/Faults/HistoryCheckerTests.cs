using ParallelJobs.TestKit.History;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>The checker is held against histories made by hand: one that is right, and one for every way to be wrong.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly Guid Token = Guid.NewGuid(), Other = Guid.NewGuid(), Worker = Guid.NewGuid(), Stranger = Guid.NewGuid();

    /// <summary>A job of ten leaves: four are granted, two of them settled and folded, two given back.</summary>
    private static readonly HistoryEvent[] Right =
    [
        Granted(1, Token, Worker, 1, 0, 4),
        Reported(1, Worker, 1),
        Settled(2, 0, 2),
        Taken(2, Token, Worker, 0, 2),
        Taken(2, Token, Worker, 2, 4),
        Reported(2, Worker, 2),
        Folded(3, 0, 2),
    ];

    private static readonly HistoryEnd RightEnd = new(10, 4, [new(0, 2)], [], [new(2, 4)], []);

    [Fact]
    public void A_right_history_has_no_faults() => Assert.Empty(HistoryChecker.Check(Right, RightEnd));

    public static TheoryData<string, string> Broken => new()
    {
        { "a grant of what is out", "while it was out" },
        { "a grant of what is settled", "after it was settled" },
        { "a token granted twice", "was granted twice" },
        { "a grant to a report that was answered", "had been answered" },
        { "a grant to no report", "granted to no report" },
        { "a partial that left no lease", "left no lease" },
        { "a partial that left its lease in another transaction", "left no lease" },
        { "a partial beyond what left the lease", "did not give it" },
        { "a settlement under a token that has lost the positions", "did not hold it" },
        { "a lease that is taken from another incarnation", "was never granted to" },
        { "a report out of order", "came after report" },
        { "a worker forgotten", "was forgotten" },
        { "a partial folded twice", "folded twice" },
        { "a position beyond the last", "is not within" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_history_is_caught(string fault, string sentence)
    {
        HistoryEvent[] added = fault switch
        {
            "a grant of what is out" => [Granted(3, Other, Worker, 3, 4, 6), Granted(3, Stranger, Worker, 3, 5, 7), Reported(3, Worker, 3)],
            "a grant of what is settled" => [Granted(3, Other, Worker, 3, 1, 2), Reported(3, Worker, 3)],
            "a token granted twice" => [Granted(3, Token, Worker, 3, 4, 5), Reported(3, Worker, 3)],
            "a grant to a report that was answered" => [Granted(3, Other, Worker, 2, 4, 5), Reported(3, Worker, 3)],
            "a grant to no report" => [Granted(3, Other, Worker, 3, 4, 5)],
            "a partial that left no lease" => [Settled(3, 5, 6), Reported(3, Worker, 3)],
            "a partial that left its lease in another transaction" =>
                [Granted(3, Other, Worker, 3, 4, 5), Reported(3, Worker, 3), Settled(4, 4, 5), Taken(5, Other, Worker, 4, 5)],
            "a partial beyond what left the lease" =>
                [Granted(3, Other, Worker, 3, 4, 8), Reported(3, Worker, 3), Settled(4, 4, 7), Taken(4, Other, Worker, 4, 6)],
            "a settlement under a token that has lost the positions" => [Settled(3, 2, 3), Taken(3, Token, Worker, 2, 3), Reported(3, Worker, 3)],
            "a lease that is taken from another incarnation" =>
                [Granted(3, Other, Worker, 3, 4, 5), Reported(3, Worker, 3), Taken(4, Other, Stranger, 4, 5)],
            "a report out of order" => [Reported(3, Worker, 2)],
            "a worker forgotten" => [new HistoryEvent(HistoryKind.Forgotten, 3, Guid.Empty, Worker, 0, [])],
            "a partial folded twice" => [Folded(4, 1, 2)],
            "a position beyond the last" => [Granted(3, Other, Worker, 3, 9, 11), Reported(3, Worker, 3)],
            _ => throw new ArgumentException("unknown", nameof(fault)),
        };

        Assert.Contains(HistoryChecker.Check([.. Right, .. added], RightEnd), each => each.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_position_that_is_settled_twice_is_caught()
    {
        HistoryEvent[] twice = [.. Right, Granted(3, Other, Worker, 3, 0, 1), Reported(3, Worker, 3), Settled(4, 0, 1), Taken(4, Other, Worker, 0, 1)];

        Assert.Contains("position 0 was settled twice", HistoryChecker.Check(twice, RightEnd));
    }

    [Fact]
    public void Rows_that_do_not_say_what_the_history_says_are_caught()
    {
        Assert.Contains("position 2 is in 0 places", HistoryChecker.Check(Right, RightEnd with { Pending = [new(3, 4)] }));
        Assert.Contains("position 3 is in 2 places", HistoryChecker.Check(Right, RightEnd with { Dead = [new(3, 4)] }));
        Assert.Contains(
            "position 1 is done: False; it was settled: True", HistoryChecker.Check(Right, RightEnd with { Done = [new(0, 1)], Pending = [new(1, 4)] }));
        Assert.Contains(
            "position 2 is leased: True; it is out: False", HistoryChecker.Check(Right, RightEnd with { Leased = [new(2, 4)], Pending = [] }));
    }

    private static HistoryEvent Granted(long transaction, Guid token, Guid incarnation, long sequence, long first, long end) =>
        new(HistoryKind.Granted, transaction, token, incarnation, sequence, [new(first, end)]);

    private static HistoryEvent Taken(long transaction, Guid token, Guid incarnation, long first, long end) =>
        new(HistoryKind.Taken, transaction, token, incarnation, 0, [new(first, end)]);

    private static HistoryEvent Settled(long transaction, long first, long end) =>
        new(HistoryKind.Settled, transaction, Guid.Empty, Guid.Empty, 0, [new(first, end)]);

    private static HistoryEvent Folded(long transaction, long first, long end) =>
        new(HistoryKind.Folded, transaction, Guid.Empty, Guid.Empty, 0, [new(first, end)]);

    private static HistoryEvent Reported(long transaction, Guid incarnation, long sequence) =>
        new(HistoryKind.Reported, transaction, Guid.Empty, incarnation, sequence, []);
}
