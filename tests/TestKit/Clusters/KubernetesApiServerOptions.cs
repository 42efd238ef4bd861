namespace ParallelJobs.TestKit.Clusters;

/// <summary>How a test wants its API server.</summary>
public sealed record KubernetesApiServerOptions
{
    /// <summary>More arguments of kube-apiserver: "--watch-cache=false".</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
