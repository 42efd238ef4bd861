using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client.Types;

/// <summary>Of a type whose names may hold almost any character.</summary>
public sealed record ClusterRole : IResource<ClusterRole>
{
    public static ResourceType<ClusterRole> Type { get; } = new(
        "rbac.authorization.k8s.io",
        "v1",
        "clusterroles",
        "ClusterRole",
        false,
        TestJson.Default.ClusterRole,
        TestJson.Default.ResourceListClusterRole);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init; } = new();

    public IReadOnlyList<PolicyRule>? Rules { get; init; }
}
