using ParallelJobs.Benchmarks.Measures.Postgres;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>
/// What 4,000 cores would ask of the server, from the rules of the product: a worker asks for a chunk for each slot whenever its own run out,
/// and the ledger bids all workers of a job together to come no more than a thousand times a second.
/// </summary>
internal static class QueueFleetRows
{
    private const int Cores = 4_000;
    private const double PercentOfACore = 25;
    private const double ChunkSeconds = 0.250;
    private const double ExchangesPerSecond = 1_000;
    private static readonly int[] SlotsOfAWorker = [64, 16, 4];

    public static IEnumerable<Row> Of(Sizes sizes) => SlotsOfAWorker.Select(slots => Of(slots, sizes));

    private static Row Of(int slots, Sizes sizes)
    {
        var workers = (Cores + slots - 1) / slots;
        var every = TimeSpan.FromSeconds(Math.Max(ChunkSeconds, workers / ExchangesPerSecond));
        return new Row
        {
            Id = $"queue-fleet-{slots}",
            Title = $"server, load of {Cores:#,0} cores, workers of {slots} slots",
            Unit = Unit.PercentOfACore,
            Ours = new FleetLoad(workers, slots, every, sizes.FleetSeconds),
            Target = PercentOfACore,
        };
    }
}
