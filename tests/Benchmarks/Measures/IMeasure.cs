namespace ParallelJobs.Benchmarks.Measures;

/// <summary>One side of a row. Measured several times, one after the other, never two at a time.</summary>
internal interface IMeasure
{
    /// <exception cref="MeasureFailedException">It could not be measured; the message says why in one line.</exception>
    Task<Measurement> MeasureAsync(CancellationToken cancellationToken);
}
