namespace ParallelJobs.Kubernetes.Objects;

/// <summary>How a container ended: "Completed", "Error", "OOMKilled", …</summary>
public sealed record ContainerTerminated
{
    public required int ExitCode { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
