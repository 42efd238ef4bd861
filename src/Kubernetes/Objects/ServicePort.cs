using System.Text.Json;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>One port of a service. The pods' port is the same where none is given.</summary>
public sealed record ServicePort
{
    public string? Name { get; init; }

    public string? Protocol { get; init; }

    public required int Port { get; init; }

    /// <summary>A number, or the name of a container's port.</summary>
    public JsonElement? TargetPort { get; init; }
}
