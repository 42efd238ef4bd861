namespace ParallelJobs.Contracts.Resource;

/// <summary>Where a List too large for a ConfigMap is written.</summary>
public sealed record OutputSpec
{
    public VolumePath? PersistentVolumeClaim { get; init; }
}
