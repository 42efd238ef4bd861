using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using KubernetesMeta = ParallelJobs.Kubernetes.Objects.ObjectMeta;

namespace ParallelJobs.Resources;

/// <summary>
/// A ParallelJob as the API server has it. Spec and status stay as they are there: what an older schema let in must not keep the others from being
/// read, and is a problem of the one job.
/// </summary>
public sealed record JobResource : IResource<JobResource>
{
    public static ResourceType<JobResource> Type { get; } = new(
        ParallelJob.Group,
        ParallelJob.Version,
        ParallelJob.Plural,
        ParallelJob.KindName,
        true,
        ResourcesJson.Default.JobResource,
        ResourcesJson.Default.ResourceListJobResource);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public KubernetesMeta Metadata { get; init; } = new();

    public JsonElement? Spec { get; init; }

    public JsonElement? Status { get; init; }
}
