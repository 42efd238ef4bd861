using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Gives dead ranges another life, once for each time that <c>retryFailed</c> counts up. The one way back from an end.</summary>
internal static class RetryRule
{
    public static bool IsAsked(JobObservation seen) => (seen.Accepted?.Spec.RetryFailed ?? 0) > (seen.Status.RetriedFailed ?? 0);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (!IsAsked(seen) || seen.Ledger is not { Trouble: null, IsEntered: { } isEntered })
        {
            return so;
        }

        so = so with { Status = so.Status with { RetriedFailed = seen.Accepted!.Spec.RetryFailed } };
        if (isEntered && seen.Ledger.Progress is { State: not JobState.Cancelled } progress && progress.Failed > 0)
        {
            var reopened = so.Status.Without(ConditionTypes.Complete).Without(ConditionTypes.Failed);
            var sofar = reopened.Result is { } result ? result with { Value = null, Digest = null, ConfigMap = null } : null;
            return so with { RetryDead = true, Status = reopened with { CompletionTime = null, Result = sofar } };
        }

        var note = isEntered
            ? new EventNote(EventSeverity.Normal, "NothingToRetry", "Retry", "spec.retryFailed: no failed items are there to be tried again")
            : new EventNote(EventSeverity.Warning, ConditionReasons.QueueStateLost, "Retry", "the queue no longer holds the job: nothing can be tried again; create it anew");
        return so.Status.IsFinished() ? (so with { IsFinal = true }).Tell(note) : so;
    }
}
