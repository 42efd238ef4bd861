using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Cli.Clusters.Checks;

/// <summary>Which jobs are in trouble? Pure.</summary>
internal static class JobCheck
{
    private const int Most = 10;
    private const string About = "jobs";

    public static IEnumerable<Finding> Of(IReadOnlyList<JobObject> jobs, string where)
    {
        Finding[] troubled = [.. jobs.Select(Of).OfType<Finding>()];
        return troubled.Length == 0 ? [Finding.Ok(About, $"{Output.Figures.Count(jobs.Count, "job")} in {where}, none in trouble")]
            : troubled.Length <= Most ? troubled
            : [.. troubled.Take(Most), Finding.Warn(About, $"and {troubled.Length - Most} others are in trouble", $"'{ProgramName.Shown} list'")];
    }

    private static Finding? Of(JobObject job)
    {
        var name = $"{job.Metadata.Namespace}/{job.Name}";
        if (Trouble(job) is { } condition)
        {
            return Finding.Warn(
                About,
                $"{name}: {condition.Type}={condition.Status}: {condition.Reason}: {condition.Message}",
                $"'{ProgramName.Shown} status {job.Name} -n {job.Metadata.Namespace}'");
        }

        return job.Status.Conditions is null or { Length: 0 }
            ? Finding.Warn(About, $"{name}: no operator has looked at it", "see the operator above")
            : null;
    }

    private static JobCondition? Trouble(JobObject job) =>
        job.IsFailed() ? job.Condition(ConditionTypes.Failed) is { Reason: not "Cancelled" } failed ? failed : null
        : job.IsFinished() || job.Is(ConditionTypes.Suspended) ? null
        : new[] { ConditionTypes.Accepted, ConditionTypes.QueueReachable, ConditionTypes.Progressing }
            .Select(job.Condition)
            .FirstOrDefault(condition => condition is { Status: ConditionStatus.False });
}
