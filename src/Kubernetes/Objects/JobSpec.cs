namespace ParallelJobs.Kubernetes.Objects;

/// <summary>How many pods at once, how many successes, and what each pod is. The template cannot be changed.</summary>
public sealed record JobSpec
{
    public int? Parallelism { get; init; }

    /// <summary>Null: the Job is done when one pod has succeeded and all have ended.</summary>
    public int? Completions { get; init; }

    public int? BackoffLimit { get; init; }

    public long? ActiveDeadlineSeconds { get; init; }

    public int? TtlSecondsAfterFinished { get; init; }

    /// <summary>Since Kubernetes 1.24; older servers drop it from what is created.</summary>
    public bool? Suspend { get; init; }

    public required PodTemplate Template { get; init; }
}
