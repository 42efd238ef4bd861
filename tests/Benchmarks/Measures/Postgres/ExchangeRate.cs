using System.Globalization;
using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>Chunks a second, settled and confirmed, which with one chunk an exchange are exchanges a second.</summary>
/// <param name="jobs">On how many jobs, so that workers of different jobs do not wait for each other.</param>
/// <param name="workers">Of all jobs together.</param>
/// <param name="chunks">Asked for, and settled, in one exchange; of one leaf each.</param>
/// <param name="seconds">Of each reading.</param>
internal sealed class ExchangeRate(int jobs, int workers, int chunks, double seconds) : IMeasure
{
    private const double WarmUpSeconds = 0.5;

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var database = await QueueDatabase.CreateAsync(cancellationToken);
        await using var load = await ExchangeLoad.StartAsync(database, jobs, workers, chunks, cancellationToken);
        await load.RunAsync(WarmUpSeconds, cancellationToken);

        var before = (load.Leaves, Server: ProcessorTime.OfServer(database.Server.Pid), Time: TimeProvider.System.GetTimestamp());
        var rate = await load.RunAsync(seconds, cancellationToken);
        var elapsed = TimeProvider.System.GetElapsedTime(before.Time).TotalSeconds;
        var leaves = load.Leaves - before.Leaves;
        var server = ProcessorTime.OfServer(database.Server.Pid) - before.Server;
        await load.CheckAsync(cancellationToken);
        var detail = string.Create(
            CultureInfo.InvariantCulture, $"{rate:#,0} exchanges/s; the server took {server / elapsed:0.00} cores, {server / elapsed / rate * 1e6:0} µs an exchange");
        return new Measurement(leaves / elapsed, Detail: detail);
    }
}
