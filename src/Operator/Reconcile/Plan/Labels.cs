using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Labels of everything that is made for a job.</summary>
internal static class Labels
{
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    public const string ManagedByValue = "parallel-job-operator";

    public const string JobName = "paralleljobs.io/job-name";

    /// <summary>Selects the pods of one job, and of no later one of its name.</summary>
    public const string JobUid = JobLabels.JobUid;
}
