namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Capabilities of Linux, by their names without CAP_, or "ALL".</summary>
public sealed record Capabilities
{
    public IReadOnlyList<string>? Add { get; init; }

    public IReadOnlyList<string>? Drop { get; init; }
}
