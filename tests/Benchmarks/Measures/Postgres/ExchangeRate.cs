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

        var (leaves, start) = (load.Leaves, TimeProvider.System.GetTimestamp());
        var (server, own) = (ProcessorTime.OfServer(database.Server.Pid), Environment.CpuUsage.TotalTime);
        var rate = await load.RunAsync(seconds, cancellationToken);
        var elapsed = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        leaves = load.Leaves - leaves;
        server = ProcessorTime.OfServer(database.Server.Pid) - server;
        own = Environment.CpuUsage.TotalTime - own;
        await load.CheckAsync(cancellationToken);
        var exchanges = rate * elapsed;
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{rate:#,0} exchanges/s; each took {server / exchanges * 1e6:0} µs of a core for the server and {own.TotalMicroseconds / exchanges:0} µs for the workers and the fold");
        return new Measurement(leaves / elapsed, Detail: detail);
    }
}
