namespace ParallelJobs.Kubernetes.Objects;

/// <summary>"Active", or "Terminating" from its deletion to the end of the last object in it.</summary>
public sealed record NamespaceStatus
{
    public string? Phase { get; init; }
}
