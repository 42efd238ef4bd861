namespace ParallelJobs.Cli.Bench;

/// <summary>One line of the experiment.</summary>
/// <param name="Mode">Which way.</param>
/// <param name="Slots">P.</param>
/// <param name="Seconds">Wall-clock time; the median where the run was repeated.</param>
/// <param name="Sequential">Seconds of the sequential run.</param>
/// <param name="Digest">Of the exact result.</param>
internal sealed record BenchRow(BenchMode Mode, int Slots, double Seconds, double Sequential, string Digest)
{
    public double Speedup => Sequential / Seconds;

    public double Efficiency => Speedup / Slots;

    /// <summary>
    /// e = (1/S - 1/P) / (1 - 1/P); null for one slot.
    /// Source: Karp and Flatt, "Measuring parallel processor performance", CACM 33(5), 1990.
    /// </summary>
    public double? SerialFraction => Slots > 1 ? ((1 / Speedup) - (1.0 / Slots)) / (1 - (1.0 / Slots)) : null;
}
