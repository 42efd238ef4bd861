namespace ParallelJobs.Kubernetes.Objects;

/// <summary>How the API server says that something failed.</summary>
public sealed record Status
{
    public string? Message { get; init; }

    /// <summary>One word for programs: "NotFound", "AlreadyExists", "Conflict", "Expired", …</summary>
    public string? Reason { get; init; }

    public int? Code { get; init; }

    public StatusDetails? Details { get; init; }
}
