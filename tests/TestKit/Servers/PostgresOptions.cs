using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.TestKit.Servers;

/// <summary>How a test wants its PostgreSQL. Otherwise it is as it comes.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// Whether what is committed survives a loss of power. A server that is killed loses nothing without it: the kernel keeps what was written.
    /// </summary>
    public bool Fsync { get; init; }

    /// <summary>Settings of postgresql.conf by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to the server's environment, say LD_PRELOAD and FAKETIME.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the server's folder is made; null for the folder of temporary files. The user postgres must be able to enter it.</summary>
    public string? Parent { get; init; }

    /// <summary>The node of a cluster in whose network the server listens, for pods; tests then use its socket. Null for the loopback of the tests.</summary>
    public ClusterNode? Node { get; init; }
}
