namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A question to the server, by creating this: may I? Its answer is the status of what comes back; nothing is kept.</summary>
public sealed record SelfSubjectAccessReview : IResource<SelfSubjectAccessReview>
{
    public static ResourceType<SelfSubjectAccessReview> Type { get; } = new(
        "authorization.k8s.io",
        "v1",
        "selfsubjectaccessreviews",
        "SelfSubjectAccessReview",
        false,
        KubernetesJson.Default.SelfSubjectAccessReview,
        KubernetesJson.Default.ResourceListSelfSubjectAccessReview);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public AccessQuestion? Spec { get; init; }

    public AccessAnswer? Status { get; init; }
}
