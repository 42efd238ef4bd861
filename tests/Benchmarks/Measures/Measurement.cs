namespace ParallelJobs.Benchmarks.Measures;

/// <summary>One reading.</summary>
/// <param name="Value">In the row's unit; above 0.</param>
/// <param name="Answer">What was computed, so that a side that computes something else is found out; null where there is none.</param>
/// <param name="Detail">What the value is made of, for people, beside the row's note; null where there is nothing to say.</param>
internal readonly record struct Measurement(double Value, double? Answer = null, string? Detail = null);
