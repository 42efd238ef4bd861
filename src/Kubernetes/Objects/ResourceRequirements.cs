namespace ParallelJobs.Kubernetes.Objects;

/// <summary>What a container asks for and what it may use, by resource ("cpu", "memory"), as Kubernetes' quantities.</summary>
public sealed record ResourceRequirements
{
    public IReadOnlyDictionary<string, string>? Requests { get; init; }

    public IReadOnlyDictionary<string, string>? Limits { get; init; }
}
