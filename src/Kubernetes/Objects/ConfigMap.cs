namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Text by key.</summary>
public sealed record ConfigMap : IResource<ConfigMap>
{
    public static ResourceType<ConfigMap> Type { get; } =
        new("", "v1", "configmaps", "ConfigMap", true, KubernetesJson.Default.ConfigMap, KubernetesJson.Default.ResourceListConfigMap);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public bool? Immutable { get; init; }

    public IReadOnlyDictionary<string, string>? Data { get; init; }

    public IReadOnlyDictionary<string, byte[]>? BinaryData { get; init; }
}
