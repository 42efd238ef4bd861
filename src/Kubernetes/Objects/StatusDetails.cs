namespace ParallelJobs.Kubernetes.Objects;

/// <summary>More about a failure.</summary>
internal sealed record StatusDetails
{
    public int? RetryAfterSeconds { get; init; }
}
