namespace ParallelJobs.Kubernetes.Objects;

/// <summary>More about a failure.</summary>
public sealed record StatusDetails
{
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Of an object that is refused: each field that is wrong.</summary>
    public IReadOnlyList<StatusCause>? Causes { get; init; }
}
