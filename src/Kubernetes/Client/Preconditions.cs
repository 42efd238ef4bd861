namespace ParallelJobs.Kubernetes;

/// <summary>What must be true of an object when it is deleted.</summary>
public sealed record Preconditions
{
    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }
}
