namespace ParallelJobs.Kubernetes.Objects;

/// <summary>One thing that is wrong with a request.</summary>
public sealed record StatusCause
{
    /// <summary>The path of a field: "spec.range.end"; null or empty where it is about the whole.</summary>
    public string? Field { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }
}
