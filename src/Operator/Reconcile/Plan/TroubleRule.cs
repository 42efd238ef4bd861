using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Says why workers do not start or stay, in the words of the pod or of the event, and that they do when they do.</summary>
internal static class TroubleRule
{
    private const string WorkersMissing = nameof(WorkersMissing);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (so.Status.IsFinished() || seen.Accepted?.Spec is not { } spec)
        {
            return so;
        }

        if (spec.Suspend == true)
        {
            return so.Status.Find(ConditionTypes.Progressing) is null ? so : Stands(seen, so, ConditionTypes.Suspended, "the job is suspended");
        }

        var current = seen.OwnChildren.LastOrDefault(child => child.Metadata.DeletionTimestamp is null && !Incarnations.IsOver(child));
        var wish = so.Create?.Parallelism ?? so.Scale?.Parallelism ?? current?.Spec?.Parallelism ?? 0;
        var trouble = PodTroubles.Of(seen.Pods) ?? seen.Missing.Trouble ?? PodTroubles.OfEnded(seen.Pods);
        var ready = PodTroubles.Ready(seen.Pods);
        return so.Hindrance is { } hindrance ? Stands(seen, so, hindrance.Reason, hindrance.Message)
            : ready > 0 ? Runs(seen, so, ready, wish, trouble)
            : wish == 0 ? Idle(seen, so)
            : current?.Spec?.Suspend == true ? Stands(seen, so, ConditionReasons.Queued, "the Job waits to be admitted by its queue")
            : trouble is not null ? Stands(seen, so, trouble.Reason, trouble.Message).AgainWithin(LookAgain)
            : Stands(seen, so, WorkersMissing, $"{wish} workers are to start").AgainWithin(LookAgain);
    }

    private static Decision Runs(JobObservation seen, Decision so, int ready, int wish, ChildTrouble? trouble)
    {
        var sentence = $"{ready} of {seen.Accepted!.Spec.Workers!.Replicas} workers are ready";
        if (ready < wish && trouble is not null)
        {
            return so.Set(seen, ConditionTypes.Progressing, ConditionStatus.True, trouble.Reason, $"{sentence}; {trouble.Message}").AgainWithin(LookAgain);
        }

        so = ready < wish ? so.AgainWithin(LookAgain) : so;
        return so.Clamp is { } clamp
            ? so.Set(seen, ConditionTypes.Progressing, ConditionStatus.True, ConditionReasons.WorkerCapacity, $"{sentence}; {clamp}")
            : so.Set(seen, ConditionTypes.Progressing, ConditionStatus.True, "Computing", sentence);
    }

    private static Decision Idle(JobObservation seen, Decision so) =>
        so.Clamp is { } clamp ? Stands(seen, so, ConditionReasons.WorkerCapacity, clamp)
        : seen.Accepted!.Spec.Workers!.Replicas == 0 ? Stands(seen, so, "NoWorkers", "spec.workers.replicas is 0")
        : Stands(seen, so, WorkersMissing, "workers start when the queue answers");

    private static Decision Stands(JobObservation seen, Decision so, string reason, string message) =>
        so.Set(seen, ConditionTypes.Progressing, ConditionStatus.False, reason, message);
}
