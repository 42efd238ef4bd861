namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Where an environment variable comes from: exactly one of the two.</summary>
public sealed record EnvVarSource
{
    public KeySelector? SecretKeyRef { get; init; }

    public KeySelector? ConfigMapKeyRef { get; init; }
}
