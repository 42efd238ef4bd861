namespace ParallelJobs.Kubernetes.Objects;

/// <summary>More about a failure.</summary>
public sealed record StatusDetails
{
    public int? RetryAfterSeconds { get; init; }
}
