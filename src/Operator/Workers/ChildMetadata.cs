using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;
using Meta = ParallelJobs.Kubernetes.Objects.ObjectMeta;
using Owner = ParallelJobs.Kubernetes.Objects.OwnerReference;

namespace ParallelJobs.Operator.Workers;

/// <summary>Names, labels and owner of what is made for a job: garbage collection takes it away with the job.</summary>
internal static class ChildMetadata
{
    public static Meta Of(JobResource job, string name) => new()
    {
        Namespace = job.Metadata.Namespace,
        Name = name,
        Labels = OwnLabels(job),
        OwnerReferences =
        [
            new Owner
            {
                ApiVersion = ParallelJob.ApiVersionName,
                Kind = ParallelJob.KindName,
                Name = job.Metadata.Name!,
                Uid = job.Metadata.Uid!,
                Controller = true,
                BlockOwnerDeletion = true,
            },
        ],
    };

    public static Dictionary<string, string> OwnLabels(JobResource job) => new(StringComparer.Ordinal)
    {
        [Labels.ManagedBy] = Labels.ManagedByValue,
        [Labels.JobName] = job.Metadata.Name!,
        [Labels.JobUid] = job.Metadata.Uid!,
    };
}
