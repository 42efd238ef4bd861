namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>What happens to a pod that cannot be spread evenly.</summary>
public enum WhenUnsatisfiable
{
    DoNotSchedule,
    ScheduleAnyway,
}
