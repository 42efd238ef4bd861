namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Yes or no, and why.</summary>
public sealed record AccessAnswer
{
    public bool Allowed { get; init; }

    public string? Reason { get; init; }
}
