using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Says why workers do not start or stay, in the words of the pod or of the event, and that they do when they do.</summary>
internal static class TroubleRule
{
    public const string WorkersMissing = nameof(WorkersMissing);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (so.Status.IsFinished() || seen.Accepted?.Spec is not { Suspend: not true } spec)
        {
            return so;
        }

        var wish = so.Create?.Parallelism ?? so.Scale?.Parallelism ?? seen.OwnChildren.LastOrDefault()?.Spec?.Parallelism ?? 0;
        var ready = PodTroubles.Ready(seen.Pods);
        if (ready > 0)
        {
            return so.Set(seen, ConditionTypes.Progressing, ConditionStatus.True, "Computing", $"{ready} of {spec.Workers!.Replicas} workers are ready");
        }

        if (so.Status.Find(ConditionTypes.Progressing) is { Reason: ConditionReasons.WorkerCapacity or ConditionReasons.ChildNameTaken })
        {
            return so.AgainWithin(LookAgain);
        }

        if (seen.OwnChildren.LastOrDefault()?.Spec?.Suspend == true)
        {
            return so.Set(seen, ConditionTypes.Progressing, ConditionStatus.False, ConditionReasons.Queued, "the Job waits to be admitted");
        }

        if (PodTroubles.Of(seen.Pods) is { } trouble || (trouble = seen.CreationTrouble) is not null)
        {
            return so.Set(seen, ConditionTypes.Progressing, ConditionStatus.False, trouble.Reason, trouble.Message).AgainWithin(LookAgain);
        }

        return wish == 0
            ? so.Set(seen, ConditionTypes.Progressing, ConditionStatus.False, "NoWorkers", "spec.workers.replicas is 0")
            : so.Set(seen, ConditionTypes.Progressing, ConditionStatus.False, WorkersMissing, $"{wish} workers are to start").AgainWithin(LookAgain);
    }
}
