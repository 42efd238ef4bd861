using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>
/// Brings to the queue what the spec wants of a running job: paused or not, its limits, its end. It goes by what holds in the queue, not by which edit it
/// has seen, so an edit while the queue was away is not lost.
/// </summary>
internal static class SteeringRule
{
    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (seen.Accepted?.Spec is not { } spec || so.Status.IsFinished())
        {
            return so;
        }

        so = Suspended(seen, so, spec.Suspend == true);
        return seen.Ledger is { Trouble: null, Progress: { } progress } && (so.RetryDead || !progress.State.IsTerminal()) ? Steer(so, spec, progress) : so;
    }

    private static Decision Steer(Decision so, ParallelJobSpec spec, JobProgress progress)
    {
        var limits = new JobLimits(spec.Limits?.MaxInFlight, spec.Limits?.PerSecond);
        return so with
        {
            Pause = (spec.Suspend == true, progress.State) switch
            {
                (true, JobState.Open) => true,
                (false, JobState.Paused) => false,
                _ => so.Pause,
            },
            Limits = limits == progress.Limits ? so.Limits : limits,
            MaxFailedItems = spec.MaxFailedItems == progress.MaxFailedItems ? so.MaxFailedItems : spec.MaxFailedItems,
            Cancel = so.Cancel || spec.Cancel == true,
        };
    }

    private static Decision Suspended(JobObservation seen, Decision so, bool suspend)
    {
        var was = so.Status.Find(ConditionTypes.Suspended);
        if (!suspend && was is { Status: ConditionStatus.True, LastTransitionTime: { } since } && so.Status.StartTime is not null)
        {
            var seconds = (so.Status.SuspendedSeconds ?? 0) + (long)Math.Max(0, (seen.Now - since).TotalSeconds);
            so = so with { Status = so.Status with { SuspendedSeconds = seconds } };
        }

        return suspend
            ? so.Set(seen, ConditionTypes.Suspended, ConditionStatus.True, "Requested", "spec.suspend is true; nothing is lost")
            : was is null ? so : so.Set(seen, ConditionTypes.Suspended, ConditionStatus.False, "Resumed", "spec.suspend is not true");
    }
}
