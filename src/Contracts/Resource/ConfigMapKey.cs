namespace ParallelJobs.Contracts.Resource;

/// <summary>One key of a ConfigMap in the job's namespace.</summary>
public sealed record ConfigMapKey
{
    public string Name { get; init; } = "";

    public string Key { get; init; } = "";
}
