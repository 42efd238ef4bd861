namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>A volume of the pod: exactly one of the four sources.</summary>
public sealed record Volume
{
    public string Name { get; init; } = "";

    public ConfigMapVolume? ConfigMap { get; init; }

    public SecretVolume? Secret { get; init; }

    public ClaimVolume? PersistentVolumeClaim { get; init; }

    public EmptyDirVolume? EmptyDir { get; init; }
}
