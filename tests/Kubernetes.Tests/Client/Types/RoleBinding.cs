using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client.Types;

public sealed record RoleBinding : IResource<RoleBinding>
{
    public static ResourceType<RoleBinding> Type { get; } = new(
        "rbac.authorization.k8s.io",
        "v1",
        "rolebindings",
        "RoleBinding",
        true,
        TestJson.Default.RoleBinding,
        TestJson.Default.ResourceListRoleBinding);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init; } = new();

    public required RoleReference RoleRef { get; init; }

    public required IReadOnlyList<RoleSubject> Subjects { get; init; }
}
