using System.Globalization;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>
/// Very many exchanges on one job, the speed of the first and of the last tenth of them, and the tables before and after. Each run serves the
/// measures that ask for it before one of them asks again: one run is long.
/// </summary>
internal sealed class Soak(long exchanges, int workers)
{
    private const string CursorBytes = "select pg_total_relation_size('paralleljobs.cursor')";

    private const string Tables = """
        select string_agg(format('%s %s kB', relname, pg_total_relation_size(relid) / 1024), ', ' order by relname)
            || format('; %s dead rows in all, %s rounds of autovacuum', sum(n_dead_tup), sum(autovacuum_count))
        from pg_stat_user_tables where schemaname = 'paralleljobs' and relname in ('cursor', 'lease', 'partial', 'worker')
        """;

    private readonly List<double> _rates = [];
    private readonly HashSet<IMeasure> _served = [];
    private (long Bytes, string Detail) _after;

    /// <summary>Exchanges a second in the last tenth.</summary>
    public IMeasure LastTenth() => new Reading(this, static soak => new Measurement(soak._rates[^1], Detail: soak._after.Detail));

    /// <summary>The same in the first.</summary>
    public IMeasure FirstTenth() => new Reading(this, static soak => new Measurement(soak._rates[0]));

    /// <summary>Kilobytes of the table of the cursor, with its index, at the end.</summary>
    public IMeasure CursorSize() => new Reading(this, static soak => new Measurement(soak._after.Bytes / 1e3, Detail: soak._after.Detail));

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await QueueDatabase.CreateAsync(cancellationToken);
        await using var load = await ExchangeLoad.StartAsync(database, jobs: 1, workers, chunks: 1, cancellationToken);
        var (done, tenth) = (0L, exchanges / 10);
        await load.RunAsync(() => Interlocked.Increment(ref done) <= workers, cancellationToken);
        var before = await database.QueryAsync<long>(CursorBytes, cancellationToken);
        _rates.Clear();
        for (var i = 0; i < 10; i++)
        {
            done = 0;
            _rates.Add(await load.RunAsync(() => Interlocked.Increment(ref done) <= tenth, cancellationToken));
        }

        await load.CheckAsync(cancellationToken);
        var after = await database.QueryAsync<long>(CursorBytes, cancellationToken);
        var tables = await database.QueryAsync<string>(Tables, cancellationToken);
        _after = (after, string.Create(CultureInfo.InvariantCulture, $"cursor {before / 1024} kB before; after: {tables}"));
        _served.Clear();
    }

    private sealed class Reading(Soak soak, Func<Soak, Measurement> reading) : IMeasure
    {
        public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
        {
            if (soak._rates.Count == 0 || !soak._served.Add(this))
            {
                await soak.RunAsync(cancellationToken);
                soak._served.Add(this);
            }

            return reading(soak);
        }
    }
}
