using System.Globalization;
using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>Countdowns on all cores, by one worker with a slot for each: a job that needs nothing but the cores.</summary>
internal static class QueuedCountdown
{
    /// <param name="items">Each about a quarter of a millisecond of a core.</param>
    public static QueuedRun Of(long items, TimeSpan roundTrip = default) => new(Plan(items), workers: 1, Environment.ProcessorCount, roundTrip);

    /// <summary>The seconds until the last leaf is settled, and the steps counted.</summary>
    public static QueuedReading Seconds(long items, TimeSpan roundTrip = default) => new(
        Of(items, roundTrip),
        run => new Measurement(
            run.Seconds,
            Answer.Of(run.Result),
            string.Create(CultureInfo.InvariantCulture, $"{run.Exchanges / run.Seconds:0.0} exchanges/s, slots waited for leases {100 * run.WaitedShare:0.0} % of the time")));

    /// <summary>The share of the core-seconds of the run, in per cent, that was not the slots'.</summary>
    public static QueuedReading CoreShare(long items) => new(Of(items), run => Share(run, Environment.ProcessorCount * run.Seconds));

    private static Measurement Share(QueuedRunReport run, double coreSeconds) => new(
        100 * (run.ServerSeconds + run.BesideSlotsSeconds) / coreSeconds,
        Detail: string.Create(
            CultureInfo.InvariantCulture,
            $"of {coreSeconds:0.0} core-seconds the server took {run.ServerSeconds:0.00}, the worker beside its slots and the fold {run.BesideSlotsSeconds:0.00}, for {run.Exchanges} exchanges"));

    private static JobPlan Plan(long items) => JobPlan.Of(new ParallelJob
    {
        Spec = new ParallelJobSpec { Range = new ItemRange(0, items), Kernel = new KernelSpec { Name = "countdown" } },
    });
}
