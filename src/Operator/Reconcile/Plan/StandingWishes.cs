using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>
/// What is wanted of a job whose spec cannot be read as a whole: what was wanted last, as the cluster and the queue have it, and not what was wanted when it
/// was accepted. So a slip in an edit neither resumes a suspended job nor scales it back. Pure.
/// </summary>
internal static class StandingWishes
{
    public static JobObservation Of(JobObservation seen)
    {
        if (seen.Accepted is not { } accepted)
        {
            return seen;
        }

        var spec = seen.Written.Problems.IsEmpty ? accepted.Spec : Standing(seen, accepted.Spec);
        var isOther = !seen.Written.Problems.IsEmpty || !accepted.Differences.IsEmpty;
        // Limits were checked against the leaf that is written, which may be another than the one that runs.
        return isOther && seen.Ledger.Progress is { } progress
            ? seen with { Accepted = accepted with { Spec = spec with { Limits = new LimitsSpec { MaxInFlight = progress.Limits.MaxInFlight, PerSecond = progress.Limits.PerSecond } } } }
            : seen with { Accepted = accepted with { Spec = spec } };
    }

    private static ParallelJobSpec Standing(JobObservation seen, ParallelJobSpec spec) => spec with
    {
        Suspend = seen.Status.Find(ConditionTypes.Suspended) is { } suspended ? suspended.Status == ConditionStatus.True : spec.Suspend,
        Workers = spec.Workers! with { Replicas = seen.OwnChildren.LastOrDefault()?.Spec?.Parallelism ?? spec.Workers.Replicas },
        MaxFailedItems = seen.Ledger.Progress?.MaxFailedItems ?? spec.MaxFailedItems,
    };
}
