using System.Globalization;
using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>
/// What a large fleet asks of the server: as many scripted workers as it would have, each of which exchanges at its own regular times, settles
/// one lease and gets another, a chunk for each of its slots. In per cent of one core of the server.
/// </summary>
/// <param name="workers">Each is an incarnation of its own; they share connections, as behind a pooler.</param>
/// <param name="slots">Of each worker.</param>
/// <param name="every">Seconds from one exchange of a worker to its next.</param>
/// <param name="seconds">Of each reading.</param>
internal sealed class FleetLoad(int workers, int slots, double every, double seconds) : IMeasure
{
    private const int Connections = 2;

    // A statement in PL/pgSQL is planned anew five times; after that its plan may be kept.
    private const int WarmUp = 50;

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var database = await QueueDatabase.CreateAsync(cancellationToken);
        var plan = NoOpPlan.Of(ExchangeLoad.Endless, 1, NoOpPlan.LeafByLeaf);
        await database.Ledger.CreateAsync(plan.Definition, cancellationToken);
        await using var folds = new OwnerFolds(database.Ledger, [plan]);
        var pool = database.OpenPool(Connections);
        var fleet = Enumerable.Range(0, workers)
            .Select(_ => new ScriptedWorker(database.Connect(plan.Definition.Id, pool), plan, new Want(slots, 1, 1, CapDivisor: 0)))
            .ToList();

        // Before the clock starts, rows of workers are made, and each connection gets to where it makes no more plans.
        for (var warm = 0; warm < Connections * WarmUp; warm += workers)
        {
            await Task.WhenAll(fleet.Select(worker => worker.ExchangeAsync(cancellationToken)));
        }

        var (time, server) = (TimeProvider.System.GetTimestamp(), ProcessorTime.OfServer(database.Server.Pid));
        var exchanges = await Task.WhenAll(fleet.Select((worker, index) => PaceAsync(worker, every * index / workers, cancellationToken)));
        var elapsed = TimeProvider.System.GetElapsedTime(time).TotalSeconds;
        var taken = ProcessorTime.OfServer(database.Server.Pid) - server;
        var rate = exchanges.Sum() / elapsed;
        return new Measurement(100 * taken / elapsed, Detail: string.Create(
            CultureInfo.InvariantCulture,
            $"{workers:#,0} workers of {slots} slots, each every {every * 1e3:0} ms: {rate:#,0} exchanges/s, {taken / exchanges.Sum() * 1e6:0} µs of the server each"));
    }

    /// <summary>An exchange that comes late does not move the next ones, and none is left out.</summary>
    private async Task<long> PaceAsync(ScriptedWorker worker, double first, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var exchanges = 0L;
        for (var due = first; due < seconds; due += every, exchanges++)
        {
            var wait = TimeSpan.FromSeconds(due) - TimeProvider.System.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellationToken);
            }

            await worker.ExchangeAsync(cancellationToken);
        }

        return exchanges;
    }
}
