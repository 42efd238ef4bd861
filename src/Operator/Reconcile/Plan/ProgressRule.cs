using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>How far the job is: items, workers, coverage, failures, contention, and when it will have ended.</summary>
internal static class ProgressRule
{
    /// <summary>As long as the schema allows.</summary>
    private const int LongestMessage = 128;

    public static Decision Apply(JobObservation seen, Decision so)
    {
        var status = so.Status with { Workers = Workers(seen, so) };
        if (seen.Accepted is not { } job || seen.Ledger.Progress is not { } progress)
        {
            return so with { Status = status };
        }

        var hasBegun = progress.Completed > 0 || progress.LiveWorkers > 0;
        status = status with
        {
            StartTime = status.StartTime ?? (hasBegun ? seen.Now : null),
            Items = new ItemCounts
            {
                Total = progress.Items,
                Completed = progress.Completed,
                InFlight = progress.InFlight,
                Retrying = progress.Retrying,
                Failed = progress.Failed,
            },
            Failures = progress.Failed > 0 ? new JobFailures { Count = progress.Failed, Sample = Sample(job, progress) } : null,
            Result = Coverage(seen, status.Result, job),
        };
        return so with { Status = status with { EstimatedCompletionTime = Estimate(seen, progress), Contention = Contentions.Of(seen, status) } };
    }

    private static ImmutableArray<FailedRange> Sample(AcceptedJob job, JobProgress progress) =>
        [.. ItemRanges.Failures(job.Plan, progress).Select(range => range with { Message = range.Message is { } message ? StatusText.Cut(message, LongestMessage) : null })];

    private static JobResult? Coverage(JobObservation seen, JobResult? result, AcceptedJob job) =>
        seen.Ledger.Folded is { Covered.Size: > 0 } folded
            ? (result ?? new JobResult()) with { Coverage = ItemRanges.Coverage(job.Plan, folded.Covered) }
            : result;

    private static DateTimeOffset? Estimate(JobObservation seen, JobProgress progress) =>
        progress.State is JobState.Open && seen.Ledger.ItemsPerSecond is > 0 and var rate
        && (double)(progress.Items - progress.Completed - progress.Failed) / rate is < int.MaxValue and var seconds
            ? seen.Now + TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Of a job that has ended none are wanted: they end by themselves, and nobody looks again.</summary>
    private static WorkerCounts Workers(JobObservation seen, Decision so)
    {
        var selector = $"{Labels.JobUid}={seen.Uid}";
        return so.Status.IsFinished()
            ? new() { Desired = 0, Replicas = 0, Ready = 0, Selector = selector }
            : new()
            {
                Desired = so.Create?.Parallelism ?? so.Scale?.Parallelism ?? Kept(seen, so),
                Replicas = seen.Pods.Count(pod => pod.Status?.Phase is "Pending" or "Running"),
                Ready = PodTroubles.Ready(seen.Pods),
                Selector = selector,
            };
    }

    private static int Kept(JobObservation seen, Decision so) =>
        seen.OwnChildren.Where(child => !so.DeleteChildren.Contains(child.Metadata.Name!)).Select(WorkerWish.Held).LastOrDefault();
}
