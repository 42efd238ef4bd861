namespace ParallelJobs.Cli.Clusters;

/// <summary>Which cluster and namespace the command line names; null where it leaves that to the kubeconfig.</summary>
internal sealed record ClusterTarget(string? KubeConfig, string? Context, string? Namespace);
