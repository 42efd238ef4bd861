using ParallelJobs.Benchmarks.Measures.Postgres;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>
/// What 4,000 cores ask of the server. A worker asks for a chunk for each of its slots, all of which take as long, so it exchanges as often as
/// a chunk ends; or less often, where the ledger bids it: all workers of a job together, 1,000 times a second.
/// </summary>
internal static class QueueFleetRows
{
    private const int Cores = 4_000;
    private const double PercentOfACore = 25;
    private const double ChunkSeconds = 0.250;
    private const double ExchangesPerSecond = 500;

    public static IEnumerable<Row> Of(Sizes sizes) =>
    [
        Of(64, Paced(64), sizes),
        Of(16, Paced(16), sizes),
        Of(4, Paced(4), sizes),
        Of(4, ChunkSeconds, sizes) with { Id = "queue-fleet-4-short", Target = null, Note = "as it is without the bidding, each chunk asked for when the last one ends" },
    ];

    private static double Paced(int slots) => Math.Max(ChunkSeconds, Workers(slots) / ExchangesPerSecond);

    private static int Workers(int slots) => (Cores + slots - 1) / slots;

    private static Row Of(int slots, double everySeconds, Sizes sizes) => new()
    {
        Id = $"queue-fleet-{slots}",
        Title = $"the server under {Cores:#,0} cores, workers of {slots} slots",
        Unit = Unit.PercentOfACore,
        Ours = new FleetLoad(Workers(slots), slots, everySeconds, sizes.FleetSeconds),
        Target = PercentOfACore,
    };
}
