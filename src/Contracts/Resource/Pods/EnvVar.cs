namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>One environment variable: a value, or where it comes from.</summary>
public sealed record EnvVar
{
    public string Name { get; init; } = "";

    public string? Value { get; init; }

    public EnvVarSource? ValueFrom { get; init; }
}
