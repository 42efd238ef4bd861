namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Which system calls are allowed: "RuntimeDefault", "Unconfined" or "Localhost".</summary>
public sealed record SeccompProfile
{
    public required string Type { get; init; }

    public string? LocalhostProfile { get; init; }
}
