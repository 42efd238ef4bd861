using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Workers;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Writes down how the job ended, and the result that was folded. The queue decides that, never the pods.</summary>
internal static class OutcomeRule
{
    /// <summary>Longer results go into a ConfigMap; what is still longer fits nowhere.</summary>
    private const int LongestValue = 1024;
    private const int LongestConfigMap = 768 * 1024;

    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (so.RetryDead || so.Status.IsFinished() || seen.Accepted is not { } job || seen.Ledger is not { Folded: { } folded, Progress: not null } || !folded.State.IsTerminal())
        {
            return so;
        }

        so = so with { Status = so.Status with { CompletionTime = so.Status.CompletionTime ?? seen.Now, EstimatedCompletionTime = null } };
        return folded.State == JobState.Complete ? Complete(seen, so, job, folded) : Failed(seen, so, job, folded.State);
    }

    private static Decision Complete(JobObservation seen, Decision so, AcceptedJob job, FoldedResult folded)
    {
        var whole = PartialMerge.Read(job.Plan.Reducer, folded.Payload);
        var value = job.Plan.Reducer.Finish(whole, job.Plan.Scale).Json;
        var result = (so.Status.Result ?? new JobResult()) with { Digest = ResultDigest.Of(job.Plan.Reducer, whole) };
        if (value.Length > LongestConfigMap)
        {
            var message = $"the result has {value.Length} bytes; a ConfigMap holds {LongestConfigMap}";
            return Ended(seen, so, ConditionTypes.Failed, ConditionReasons.ResultTooLarge, message, EventSeverity.Warning);
        }

        if (value.Length > LongestValue)
        {
            var name = ChildNames.Result(seen.Resource.Metadata.Name!, seen.Uid, result.Digest);
            so = so with { LargeResult = new LargeResult(name, value) };
            result = result with { ConfigMap = name, Value = null };
        }
        else
        {
            result = result with { Value = value, ConfigMap = null };
        }

        so = so with { Status = so.Status with { Result = result } };
        var failed = seen.Ledger.Progress!.Failed;
        return failed > 0
            ? Ended(seen, so, ConditionTypes.Complete, ConditionReasons.WithFailedItems, $"the result is there, without {failed} failed items", EventSeverity.Warning)
            : Ended(seen, so, ConditionTypes.Complete, "Computed", "every item is in the result", EventSeverity.Normal);
    }

    private static Decision Failed(JobObservation seen, Decision so, AcceptedJob job, JobState state) => state == JobState.Failed
        ? Ended(seen, so, ConditionTypes.Failed, "FailedItems", $"{seen.Ledger.Progress!.Failed} items failed for good; see status.failures", EventSeverity.Warning)
        : job.Spec.Cancel == true
            ? Ended(seen, so, ConditionTypes.Failed, "Cancelled", "spec.cancel is true", EventSeverity.Normal)
            : Ended(seen, so, ConditionTypes.Failed, "DeadlineExceeded", $"it ran for more than {job.Spec.ActiveDeadlineSeconds} s", EventSeverity.Warning);

    private static Decision Ended(JobObservation seen, Decision so, string type, string reason, string message, EventSeverity severity) =>
        so.Set(seen, type, ConditionStatus.True, reason, message)
            .Set(seen, ConditionTypes.Progressing, ConditionStatus.False, reason, message)
            .Tell(new EventNote(severity, reason, type, message));
}
