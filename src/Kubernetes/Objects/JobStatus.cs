namespace ParallelJobs.Kubernetes.Objects;

/// <summary>How many pods a Job has, by state.</summary>
public sealed record JobStatus
{
    public int? Active { get; init; }

    public int? Ready { get; init; }

    public int? Succeeded { get; init; }

    public int? Failed { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompletionTime { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
