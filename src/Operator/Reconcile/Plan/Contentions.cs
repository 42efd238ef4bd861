using System.Globalization;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Where the core-seconds went so far, from what the workers have reported. Pure.</summary>
internal static class Contentions
{
    public static JobContention? Of(JobObservation seen, ParallelJobStatus status)
    {
        if (seen.Ledger.Progress is not { } progress || status.StartTime is not { } start)
        {
            return null;
        }

        var counters = progress.Counters;
        var busy = counters.ComputeSeconds + counters.LeaseSeconds + counters.CommitSeconds + counters.DispatchSeconds;
        var elapsed = ((status.CompletionTime ?? seen.Now) - start).TotalSeconds - (status.SuspendedSeconds ?? 0);
        if (elapsed <= 0 || busy <= 0)
        {
            return null;
        }

        // Workers come and go: the slots that their reports make up, if they all had worked from the beginning.
        var contention = Contention.OfReports(slots: 1, elapsed, counters);
        return new JobContention
        {
            EfficiencyPercent = Percent(contention.Efficiency),
            Speedup = contention.Speedup.ToString("0.0", CultureInfo.InvariantCulture),
            WaitingPercent = Percent((counters.LeaseSeconds + counters.CommitSeconds) / (contention.Slots * elapsed)),
        };
    }

    private static int Percent(double ratio) => (int)Math.Clamp(Math.Round(100 * ratio), 0, 100);
}
