namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A port on which a container listens.</summary>
public sealed record ContainerPort
{
    public string? Name { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("containerPort")]
    public required int Port { get; init; }
}
