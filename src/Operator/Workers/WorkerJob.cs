using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Workers;

/// <summary>The child Job of one incarnation. The ledger decides when the work is done and what failed, so the Job retries without end.</summary>
internal static class WorkerJob
{
    /// <param name="job">Its owner.</param>
    /// <param name="spec">With every default filled in.</param>
    /// <param name="incarnation">Which life.</param>
    /// <param name="parallelism">Pods.</param>
    /// <param name="defaults">What holds where the spec says nothing.</param>
    public static Job Of(JobResource job, ParallelJobSpec spec, int incarnation, int parallelism, WorkerDefaults defaults)
    {
        var metadata = ChildMetadata.Of(job, ChildNames.Job(job.Metadata.Name!, incarnation));
        var queueName = job.Metadata.Labels?.GetValueOrDefault(WorkersRule.QueueNameLabel);
        if (queueName is not null)
        {
            metadata = metadata with { Labels = new Dictionary<string, string>(metadata.Labels!, StringComparer.Ordinal) { [WorkersRule.QueueNameLabel] = queueName } };
        }

        return new Job
        {
            Metadata = metadata,
            Spec = new JobSpec
            {
                Parallelism = parallelism,
                BackoffLimit = int.MaxValue,
                Suspend = queueName is null ? null : true,
                Template = WorkerPod.Of(job, spec, incarnation, defaults),
            },
        };
    }
}
