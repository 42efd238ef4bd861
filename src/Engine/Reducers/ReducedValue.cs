namespace ParallelJobs.Engine.Reducers;

/// <summary>A finished result.</summary>
/// <param name="Json">
/// The value as one JSON text: the shortest decimal that round-trips for a double, all digits for a whole number, an object for a
/// Histogram, an array for a TopK, <c>null</c> where there is none (the mean of nothing), a string for what JSON has no number for
/// ("NaN", "Infinity", "-Infinity").
/// </param>
/// <param name="StandardError">Of a Mean of at least two observations.</param>
/// <param name="Variance">The unbiased sample variance, of a Mean of at least two observations.</param>
public sealed record ReducedValue(string Json, double? StandardError = null, double? Variance = null);
