namespace ParallelJobs.Kubernetes.Objects;

/// <summary>One of these: a field of the pod, or a key of a secret or a config map.</summary>
public sealed record EnvironmentSource
{
    public FieldSelector? FieldRef { get; init; }

    public KeySelector? SecretKeyRef { get; init; }

    public KeySelector? ConfigMapKeyRef { get; init; }
}
