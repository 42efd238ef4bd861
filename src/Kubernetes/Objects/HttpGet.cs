using System.Text.Json;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A request to a container, which any answer below 400 satisfies.</summary>
public sealed record HttpGet
{
    public required string Path { get; init; }

    /// <summary>A number, or the name of a container's port.</summary>
    public required JsonElement Port { get; init; }
}
