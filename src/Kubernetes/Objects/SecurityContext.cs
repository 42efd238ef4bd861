namespace ParallelJobs.Kubernetes.Objects;

/// <summary>What a container may do.</summary>
public sealed record SecurityContext
{
    public bool? AllowPrivilegeEscalation { get; init; }

    public bool? ReadOnlyRootFilesystem { get; init; }

    public Capabilities? Capabilities { get; init; }
}
