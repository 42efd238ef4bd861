namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>One figure of a run through PostgreSQL.</summary>
internal sealed class QueuedReading(QueuedRun run, Func<QueuedRunReport, Measurement> reading) : IMeasure
{
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken) => reading(await run.RunAsync(cancellationToken));
}
