namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>A PersistentVolumeClaim of the job's namespace.</summary>
public sealed record ClaimVolume
{
    public string ClaimName { get; init; } = "";

    public bool? ReadOnly { get; init; }
}
