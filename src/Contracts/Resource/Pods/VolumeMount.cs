namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Where a volume of the pod appears in the container.</summary>
public sealed record VolumeMount
{
    public string Name { get; init; } = "";

    public string MountPath { get; init; } = "";

    public string? SubPath { get; init; }

    public bool? ReadOnly { get; init; }
}
