namespace ParallelJobs.Benchmarks.Measures;

/// <summary>The seconds from starting the process to its end, the answer being out.</summary>
internal sealed class PjobStart(PjobCommand command) : IMeasure
{
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken) =>
        new((await command.RunAsync(cancellationToken)).Seconds);
}
