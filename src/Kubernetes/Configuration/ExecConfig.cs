namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>A program that gives credentials. Not a record: its arguments and variables may be secret.</summary>
internal sealed class ExecConfig
{
    /// <summary>The file and the field, for errors.</summary>
    public required string Origin { get; init; }

    public required string ApiVersion { get; init; }

    /// <summary>An absolute path, or a name in PATH.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>What to do when the program is not there, in the words of whoever wrote the kubeconfig.</summary>
    public string? InstallHint { get; init; }

    /// <summary>Null where the program is not told about the cluster.</summary>
    public ClusterConfig? Cluster { get; init; }
}
