namespace ParallelJobs.Contracts.Resource;

/// <summary>The types of a job's conditions; Kubernetes' own names where batch/v1 Job has one. The terminal ones never revert.</summary>
public static class ConditionTypes
{
    /// <summary>The spec is valid, and is the one that runs.</summary>
    public const string Accepted = nameof(Accepted);

    public const string QueueReachable = nameof(QueueReachable);

    public const string Progressing = nameof(Progressing);

    public const string Suspended = nameof(Suspended);

    /// <summary>Terminal: the result is there.</summary>
    public const string Complete = nameof(Complete);

    /// <summary>Terminal: there will be no result.</summary>
    public const string Failed = nameof(Failed);
}
