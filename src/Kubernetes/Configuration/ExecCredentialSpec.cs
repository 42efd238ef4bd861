namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>What a plugin is told.</summary>
internal sealed class ExecCredentialSpec
{
    public ExecCluster? Cluster { get; init; }

    /// <summary>Whether it may ask somebody.</summary>
    public bool Interactive { get; init; }
}
