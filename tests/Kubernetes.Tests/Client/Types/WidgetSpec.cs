namespace ParallelJobs.Kubernetes.Tests.Client.Types;

public sealed record WidgetSpec
{
    public int? Size { get; init; }

    public string? Colour { get; init; }
}
