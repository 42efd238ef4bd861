namespace ParallelJobs.Benchmarks.Measures;

/// <summary>A side could not be measured: a program is missing, has failed, or said what cannot be read.</summary>
internal sealed class MeasureFailedException(string message, Exception? inner = null) : Exception(message, inner);
