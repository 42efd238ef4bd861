namespace ParallelJobs.Soak.Checks;

/// <summary>What the readings of a soak must be like.</summary>
internal static class Limits
{
    /// <summary>The reading with which the last is compared: by then everything is warm. In a soak of ten minutes it is that of the second.</summary>
    private const int Baseline = 1;
    private const double HeapGrowth = 1.25;
    private const long HeapSlack = 4_000_000;
    private const int HandleSlack = 24;
    // Of two replicas with two watches each: a fault costs each a few, a busy loop makes hundreds.
    private const double ReadsPerSecond = 20;

    /// <summary>In words, what is broken.</summary>
    public static IReadOnlyList<string> Broken(IReadOnlyList<Reading> readings)
    {
        List<string> broken = [.. readings[^1].Violations];
        var (warm, last) = (readings[Math.Min(Baseline, Math.Max(0, readings.Count - 2))], readings[^1]);
        if (last.HeapBytes > (warm.HeapBytes * HeapGrowth) + HeapSlack)
        {
            broken.Add($"the heap grew from {warm.HeapBytes} to {last.HeapBytes} bytes");
        }

        if (last.Handles > warm.Handles + HandleSlack)
        {
            broken.Add($"handles grew from {warm.Handles} to {last.Handles}, sockets from {warm.Sockets} to {last.Sockets}");
        }

        broken.AddRange(readings.Where(reading => reading.ReadsPerSecond > ReadsPerSecond)
            .Select(reading => $"{reading.ReadsPerSecond:0} lists and watches a second before minute {reading.Elapsed.TotalMinutes:0.0}"));
        return broken;
    }
}
