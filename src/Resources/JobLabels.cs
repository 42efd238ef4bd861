namespace ParallelJobs.Resources;

/// <summary>Labels of everything that is made for a job.</summary>
public static class JobLabels
{
    /// <summary>Selects the pods of one job, and of no later one of its name.</summary>
    public const string JobUid = "paralleljobs.io/job-uid";
}
