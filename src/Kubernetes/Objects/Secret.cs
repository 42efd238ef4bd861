namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Bytes by key, which JSON carries in base64.</summary>
public sealed record Secret : IResource<Secret>
{
    public static ResourceType<Secret> ResourceType { get; } =
        new("", "v1", "secrets", "Secret", true, KubernetesJson.Default.Secret, KubernetesJson.Default.ResourceListSecret);

    static ResourceType<Secret> IResource<Secret>.Type => ResourceType;

    public string ApiVersion => ResourceType.ApiVersion;

    public string Kind => ResourceType.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Opaque when null.</summary>
    public string? Type { get; init; }

    public bool? Immutable { get; init; }

    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }
}
