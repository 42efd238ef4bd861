using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client.Types;

public sealed record ServiceAccount : IResource<ServiceAccount>
{
    public static ResourceType<ServiceAccount> Type { get; } =
        new("", "v1", "serviceaccounts", "ServiceAccount", true, TestJson.Default.ServiceAccount, TestJson.Default.ResourceListServiceAccount);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init; } = new();
}
