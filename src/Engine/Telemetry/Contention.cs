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
    // Of a slot: reports and the end of the run are timed by different processes.
    private const double Inaccuracy = 0.01;

    /// <summary>Compute time of accepted results over all slot time, 0 to 1.</summary>
    public double Efficiency => ElapsedSeconds > 0 ? Counters.CommittedSeconds / (Slots * ElapsedSeconds) : 0;

    /// <summary>
    /// S: useful compute time over wall-clock time, which is what one slot on a free core would have needed over what was needed.
    /// Compute time in which a slot stood in the run queue or was throttled is not useful. How much of that fell into compute is not known, so
    /// the larger of two lower bounds counts: the time on a core, which is right for kernels that compute, and compute time less all
    /// of the waiting, which is right for kernels that themselves wait for something.
    /// </summary>
    public double Speedup => ElapsedSeconds > 0
        ? Math.Max(
            Math.Min(Counters.ComputeSeconds, Counters.OnCoreSeconds),
            Counters.ComputeSeconds - Counters.RunQueueSeconds - Counters.ThrottledSeconds) / ElapsedSeconds
        : 0;

    /// <summary>
    /// The experimentally determined serial fraction, e = (1/S - 1/P) / (1 - 1/P); null for one slot.
    /// Source: Karp and Flatt, "Measuring parallel processor performance", CACM 33(5), 1990.
    /// </summary>
    public double? SerialFraction => Slots > 1 && Speedup > 0 ? ((1 / Speedup) - (1.0 / Slots)) / (1 - (1.0 / Slots)) : null;

    /// <summary>
    /// From what workers elsewhere have reported. What no report tells of (a process that starts, the last wait, the end of a life that was cut
    /// off) was idle, so it is charged to Tail, and the phases add up to slots times elapsed as they do where workers can be asked themselves.
    /// </summary>
    /// <param name="slots">The slots that were meant to work all the time. Where workers joined for some of it, it is as many as their time makes up.</param>
    /// <param name="elapsedSeconds">Wall-clock time.</param>
    /// <param name="reported">Summed over all workers, as far as the ledger knows.</param>
    public static Contention OfReports(int slots, double elapsedSeconds, WorkerCounters reported)
    {
        var busy = reported.ComputeSeconds + reported.LeaseSeconds + reported.CommitSeconds + reported.DispatchSeconds;
        var needed = elapsedSeconds > 0 ? (int)Math.Min(Math.Ceiling((busy / elapsedSeconds) - Inaccuracy), int.MaxValue) : 0;
        var counted = Math.Max(slots, needed);
        return new Contention(counted, elapsedSeconds, reported with { TailSeconds = Math.Max(0, (counted * elapsedSeconds) - busy) });
    }
}
