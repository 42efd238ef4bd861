namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Where the names of objects are unique.</summary>
public sealed record Namespace : IResource<Namespace>
{
    public static ResourceType<Namespace> Type { get; } =
        new("", "v1", "namespaces", "Namespace", false, KubernetesJson.Default.Namespace, KubernetesJson.Default.ResourceListNamespace);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public NamespaceStatus? Status { get; init; }
}
