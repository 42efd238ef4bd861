namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Pods that are replaced until enough of them have succeeded.</summary>
public sealed record Job : IResource<Job>
{
    public static ResourceType<Job> Type { get; } =
        new("batch", "v1", "jobs", "Job", true, KubernetesJson.Default.Job, KubernetesJson.Default.ResourceListJob);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public JobSpec? Spec { get; init; }

    public JobStatus? Status { get; init; }
}
