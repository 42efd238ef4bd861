namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>One key as a file.</summary>
public sealed record KeyToPath
{
    public string Key { get; init; } = "";

    public string Path { get; init; } = "";

    public int? Mode { get; init; }
}
