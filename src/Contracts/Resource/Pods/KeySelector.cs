namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>One key of a Secret or ConfigMap of the job's namespace.</summary>
public sealed record KeySelector
{
    public string Name { get; init; } = "";

    public string Key { get; init; } = "";

    public bool? Optional { get; init; }
}
