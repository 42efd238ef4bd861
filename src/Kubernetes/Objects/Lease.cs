namespace ParallelJobs.Kubernetes.Objects;

/// <summary>Who holds a role, for how long, and since when.</summary>
public sealed record Lease : IResource<Lease>
{
    public static ResourceType<Lease> Type { get; } =
        new("coordination.k8s.io", "v1", "leases", "Lease", true, KubernetesJson.Default.Lease, KubernetesJson.Default.ResourceListLease);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public LeaseSpec? Spec { get; init; }
}
