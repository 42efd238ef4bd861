namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A volume that outlives the pod.</summary>
public sealed record ClaimVolume
{
    public required string ClaimName { get; init; }

    public bool? ReadOnly { get; init; }
}
