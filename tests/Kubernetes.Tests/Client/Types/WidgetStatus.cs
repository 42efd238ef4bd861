namespace ParallelJobs.Kubernetes.Tests.Client.Types;

public sealed record WidgetStatus
{
    public int? Made { get; init; }

    public string? Phase { get; init; }
}
