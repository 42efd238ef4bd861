namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A machine of the cluster.</summary>
public sealed record Node : IResource<Node>
{
    public static ResourceType<Node> Type { get; } =
        new("", "v1", "nodes", "Node", false, KubernetesJson.Default.Node, KubernetesJson.Default.ResourceListNode);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public NodeStatus? Status { get; init; }
}
