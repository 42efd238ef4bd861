using System.Text.Json;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>The definition of a type that users add; its spec and status stay the raw documents that they are.</summary>
public sealed record CustomResourceDefinition : IResource<CustomResourceDefinition>
{
    public static ResourceType<CustomResourceDefinition> Type { get; } = new(
        "apiextensions.k8s.io",
        "v1",
        "customresourcedefinitions",
        "CustomResourceDefinition",
        false,
        KubernetesJson.Default.CustomResourceDefinition,
        KubernetesJson.Default.ResourceListCustomResourceDefinition);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public JsonElement? Spec { get; init; }

    public JsonElement? Status { get; init; }
}
