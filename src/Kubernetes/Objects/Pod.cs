namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Containers that run together on one node.</summary>
public sealed record Pod : IResource<Pod>
{
    public static ResourceType<Pod> Type { get; } =
        new("", "v1", "pods", "Pod", true, KubernetesJson.Default.Pod, KubernetesJson.Default.ResourceListPod);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodSpec? Spec { get; init; }

    public PodStatus? Status { get; init; }
}
