using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Brings to the queue what the spec wants of a running job: paused or not, its limits, its end.</summary>
internal static class SteeringRule
{
    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (seen.Accepted?.Spec is not { } spec)
        {
            return so;
        }

        so = Suspended(seen, so, spec.Suspend == true);
        if (seen.Ledger.Progress is not { } progress || progress.State.IsTerminal())
        {
            return so;
        }

        var isPaused = progress.State == JobState.Paused;
        var isEdited = seen.Status.ObservedGeneration != seen.Generation;
        return so with
        {
            Pause = spec.Suspend == true == isPaused ? so.Pause : spec.Suspend == true,
            Limits = isEdited ? new JobLimits(spec.Limits?.MaxInFlight, spec.Limits?.PerSecond) : so.Limits,
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
