namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A name and an address in front of pods.</summary>
public sealed record Service : IResource<Service>
{
    public static ResourceType<Service> Type { get; } =
        new("", "v1", "services", "Service", true, KubernetesJson.Default.Service, KubernetesJson.Default.ResourceListService);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ServiceSpec? Spec { get; init; }
}
