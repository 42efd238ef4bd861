using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Clusters;

/// <summary>All that a cluster says of one job at one moment.</summary>
/// <param name="Job">The job.</param>
/// <param name="Pods">Of its workers, by name; null where this user may not see them.</param>
/// <param name="Events">Of the job, and warnings of what was made for it, the last ones, oldest first; null where this user may not see them.</param>
/// <param name="Now">The moment.</param>
internal sealed record JobReport(JobObject Job, IReadOnlyList<Pod>? Pods, IReadOnlyList<Event>? Events, DateTimeOffset Now);
