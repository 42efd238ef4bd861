using System.Globalization;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>A result as a number to compare answers with.</summary>
internal static class Answer
{
    public static double Of(ReducedValue result) => double.Parse(result.Json, NumberStyles.Float, CultureInfo.InvariantCulture);
}
