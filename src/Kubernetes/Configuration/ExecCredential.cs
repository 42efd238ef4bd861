namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>What a plugin is told and what it answers; client.authentication.k8s.io, v1 and v1beta1, which do not differ here.</summary>
internal sealed class ExecCredential
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ExecCredentialSpec? Spec { get; init; }

    public ExecCredentialStatus? Status { get; init; }
}
