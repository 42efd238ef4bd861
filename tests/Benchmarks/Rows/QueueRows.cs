using ParallelJobs.Benchmarks.Measures.Postgres;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>The queue in PostgreSQL: how fast it is, what it costs, and that neither grows with the job.</summary>
internal static class QueueRows
{
    public const string Section = "The queue in PostgreSQL";

    private const int Workers = 4;
    private const int ManyChunks = 64;
    private const int ManyJobs = 8;
    private const double ChunksPerSecond = 50_000;
    private const double ExchangesPerSecond = 2_000;
    private const double LosesFivePercent = 0.95;
    private const double PercentOfTheCores = 1;
    private const double StaysFast = 0.9;
    private const double Kilobytes = 1_000;
    private const double SameSize = 0.99;
    private const long Small = 1_000;
    private const int FewExchanges = 500;

    public static IEnumerable<Row> Of(Sizes sizes) => Rows(sizes).Select(row => row with { Section = Section });

    private static IEnumerable<Row> Rows(Sizes sizes) =>
        [.. Rates(sizes), Delay(sizes), CoreShare(sizes), .. QueueFleetRows.Of(sizes), .. QueuePeerRows.Of(sizes), .. Soak(sizes), Size()];

    private static IEnumerable<Row> Rates(Sizes sizes) =>
    [
        Rate("chunks", $"chunks, {ManyChunks} an exchange, one job, {Workers} workers", Unit.ChunksPerSecond, ChunksPerSecond,
            new ExchangeRate(jobs: 1, Workers, ManyChunks, sizes.RateSeconds)),
        Rate("exchanges", $"exchanges, one chunk each, one job, {Workers} workers", Unit.ExchangesPerSecond, ExchangesPerSecond,
            new ExchangeRate(jobs: 1, Workers, chunks: 1, sizes.RateSeconds)),
        Rate("exchanges-jobs", $"exchanges, one chunk each, {ManyJobs} jobs, a worker each", Unit.ExchangesPerSecond, ExchangesPerSecond,
            new ExchangeRate(ManyJobs, ManyJobs, chunks: 1, sizes.RateSeconds)),
    ];

    private static Row Rate(string id, string title, Unit unit, double target, ExchangeRate rate) => new()
    {
        Id = $"queue-{id}",
        Title = title,
        Unit = unit,
        Ours = rate,
        Target = target,
    };

    private static Row Delay(Sizes sizes) => new()
    {
        Id = "queue-delay",
        Title = $"2 ms more a round trip, countdown, {RowTable.Text(sizes.QueuedCountdowns)} from 10^6, {Environment.ProcessorCount} slots",
        Unit = Unit.Seconds,
        Ours = QueuedCountdown.Seconds(sizes.QueuedCountdowns, TimeSpan.FromMilliseconds(2)),
        Peer = QueuedCountdown.Seconds(sizes.QueuedCountdowns),
        PeerName = "ours, without the delay",
        Target = LosesFivePercent,
        Note = "chunks of 250 ms; until the last is settled",
    };

    private static Row CoreShare(Sizes sizes) => new()
    {
        Id = "queue-share",
        Title = $"what the queue takes of {Environment.ProcessorCount} cores, countdown, {RowTable.Text(sizes.ShareCountdowns)} from 10^6",
        Unit = Unit.Percent,
        Ours = QueuedCountdown.CoreShare(sizes.ShareCountdowns),
        Target = PercentOfTheCores,
        Note = "chunks of 250 ms",
    };

    private static IEnumerable<Row> Soak(Sizes sizes)
    {
        var soak = new Soak(sizes.SoakExchanges, Workers);
        yield return new Row
        {
            Id = "queue-soak",
            Title = $"exchanges, the last tenth of {RowTable.Text(sizes.SoakExchanges)}",
            Unit = Unit.ExchangesPerSecond,
            Ours = soak.LastTenth(),
            Peer = soak.FirstTenth(),
            PeerName = "ours, the first tenth",
            Target = StaysFast,
            MostPairs = 1,
            Note = "one run",
        };
        yield return new Row
        {
            Id = "queue-soak-size",
            Title = $"the table of the jobs' cursors after {RowTable.Text(sizes.SoakExchanges)} exchanges",
            Unit = Unit.Kilobytes,
            Ours = soak.CursorSize(),
            Target = Kilobytes,
            MostPairs = 1,
            Note = "the same run",
        };
    }

    private static Row Size() => new()
    {
        Id = "queue-size",
        Title = $"the ledger of a job of {RowTable.Text(ExchangeLoad.Endless)} items, {FewExchanges} exchanges",
        Unit = Unit.Kilobytes,
        Ours = new LedgerSize(ExchangeLoad.Endless, FewExchanges),
        Peer = new LedgerSize(Small, FewExchanges),
        PeerName = $"ours, {RowTable.Text(Small)} items",
        Target = SameSize,
        Note = "all tables and indexes",
    };
}
