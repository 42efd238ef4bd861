using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Enters the job into the queue, again where the queue has lost it, and says whether the queue answers.</summary>
internal static class QueueRule
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (seen.Ledger.Trouble is { } trouble)
        {
            return so.Set(seen, ConditionTypes.QueueReachable, ConditionStatus.False, "Unreachable", trouble).AgainWithin(LookAgain);
        }

        so = so.Set(seen, ConditionTypes.QueueReachable, ConditionStatus.True, "Reachable", "the queue answers");
        // One that has ended is never entered again: there would be nothing of it to try anew.
        if (seen.Ledger.IsEntered != false || so.Status.IsFinished())
        {
            return so;
        }

        so = so with { Enter = true };
        return so.Status.Items is null
            ? so
            : (so with { Status = so.Status with { Items = null, Result = null, Failures = null, StartTime = null } }).Tell(new EventNote(
                EventSeverity.Warning,
                ConditionReasons.QueueStateLost,
                "Enter",
                "the queue no longer holds the job: it starts again from nothing"));
    }
}
