namespace ParallelJobs.Kubernetes.Objects;

/// <summary>May whoever asks do this?</summary>
public sealed record AccessQuestion
{
    public AccessAttributes? ResourceAttributes { get; init; }
}
