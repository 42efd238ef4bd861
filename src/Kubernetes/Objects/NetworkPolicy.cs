using System.Text.Json;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Which traffic of some pods is allowed; its spec stays the raw document that it is.</summary>
public sealed record NetworkPolicy : IResource<NetworkPolicy>
{
    public static ResourceType<NetworkPolicy> Type { get; } = new(
        "networking.k8s.io",
        "v1",
        "networkpolicies",
        "NetworkPolicy",
        true,
        KubernetesJson.Default.NetworkPolicy,
        KubernetesJson.Default.ResourceListNetworkPolicy);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public JsonElement? Spec { get; init; }
}
