using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Telemetry;

/// <summary>
/// Where the core-seconds of a run went, derived from its workers' counters.
/// </summary>
/// <param name="Slots">P, the slots of all workers.</param>
/// <param name="ElapsedSeconds">Wall-clock time.</param>
/// <param name="Counters">Summed over all workers.</param>
public sealed record Contention(int Slots, double ElapsedSeconds, WorkerCounters Counters)
{
    /// <summary>Compute time over all slot time, 0 to 1.</summary>
    public double Efficiency => ElapsedSeconds > 0 ? Counters.ComputeSeconds / (Slots * ElapsedSeconds) : 0;

    /// <summary>
    /// S: compute time over wall-clock time, less the time that slots stood in the run queue or were throttled while they seemed to
    /// compute. It is what one slot on a free core would have needed, over what was needed.
    /// </summary>
    public double Speedup => ElapsedSeconds > 0
        ? Math.Max(0, Counters.ComputeSeconds - Counters.RunQueueSeconds - Counters.ThrottledSeconds) / ElapsedSeconds
        : 0;

    /// <summary>
    /// The experimentally determined serial fraction, e = (1/S - 1/P) / (1 - 1/P); null for one slot.
    /// Source: Karp and Flatt, "Measuring parallel processor performance", CACM 33(5), 1990.
    /// </summary>
    public double? SerialFraction => Slots > 1 && Speedup > 0 ? ((1 / Speedup) - (1.0 / Slots)) / (1 - (1.0 / Slots)) : null;
}
