namespace ParallelJobs.Contracts.Resource;

/// <summary>A path on a volume of the job's namespace.</summary>
public sealed record VolumePath
{
    public string ClaimName { get; init; } = "";

    public string Path { get; init; } = "";
}
