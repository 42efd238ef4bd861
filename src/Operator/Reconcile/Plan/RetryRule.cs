using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Gives dead ranges another life, once for each time that <c>retryFailed</c> counts up. The one way back from an end.</summary>
internal static class RetryRule
{
    public static bool IsAsked(JobObservation seen) => (seen.Accepted?.Spec.RetryFailed ?? 0) > (seen.Status.RetriedFailed ?? 0);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (!IsAsked(seen) || seen.Ledger.IsEntered != true)
        {
            return so;
        }

        var reopened = so.Status.Without(ConditionTypes.Complete).Without(ConditionTypes.Failed);
        return so with
        {
            RetryDead = true,
            Status = reopened with { RetriedFailed = seen.Accepted!.Spec.RetryFailed, CompletionTime = null },
        };
    }
}
