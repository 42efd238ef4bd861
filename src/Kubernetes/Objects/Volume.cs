namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Files for the containers of a pod; exactly one source is set.</summary>
public sealed record Volume
{
    public required string Name { get; init; }

    public EmptyDirVolume? EmptyDir { get; init; }

    public SecretVolume? Secret { get; init; }

    public ConfigMapVolume? ConfigMap { get; init; }

    public HostPathVolume? HostPath { get; init; }

    public ClaimVolume? PersistentVolumeClaim { get; init; }
}
