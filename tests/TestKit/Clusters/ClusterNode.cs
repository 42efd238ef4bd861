namespace ParallelJobs.TestKit.Clusters;

/// <summary>The node of a cluster on this machine: its network, in which a test's servers can listen for pods.</summary>
/// <param name="Network">A file that stands for the network namespace.</param>
/// <param name="Address">The node's own, for pods too.</param>
public sealed record ClusterNode(string Network, string Address)
{
    private const string NetworkVariable = "PARALLELJOBS_NODE_NETWORK";
    private const string AddressVariable = "PARALLELJOBS_NODE_ADDRESS";

    /// <exception cref="InvalidOperationException">The cluster is not of this machine, with what to do about it.</exception>
    public static ClusterNode Get() =>
        (Environment.GetEnvironmentVariable(NetworkVariable), Environment.GetEnvironmentVariable(AddressVariable)) is ({ Length: > 0 } network, { Length: > 0 } address)
            ? new ClusterNode(network, address)
            : throw new InvalidOperationException(
                $"{NetworkVariable} and {AddressVariable} are not set: run make test, or make cluster-up and eval \"$(eng/cluster/env)\"; for another cluster set them to a network "
                + "namespace and an address of this machine that its pods reach");
}
