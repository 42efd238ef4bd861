namespace ParallelJobs.Kubernetes.Objects;

/// <summary>How the kubelet asks a container whether it lives, or is ready; other ways than HTTP are not modelled.</summary>
public sealed record Probe
{
    public HttpGet? HttpGet { get; init; }

    public int? InitialDelaySeconds { get; init; }

    public int? PeriodSeconds { get; init; }

    public int? TimeoutSeconds { get; init; }

    public int? FailureThreshold { get; init; }
}
