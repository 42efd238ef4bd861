using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Faults.Tests.Operators;

/// <summary>Operators of one installation, and which of them leads. For one test.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly WatchedStore<Lease> _leases;

    private Replicas(Installation installation, WatchedStore<Lease> leases) => (_installation, _leases) = (installation, leases);

    public static async Task<Replicas> OfAsync(Installation installation) => new(installation, await installation.Space.WatchAsync<Lease>());

    public TestProcess Start(string identity, string? kubeConfigFile = null) => _installation.StartOperator(new Dictionary<string, string?>
    {
        ["PARALLELJOB_IDENTITY"] = identity,
        ["KUBECONFIG"] = kubeConfigFile ?? _installation.Space.Cluster.KubeConfigFile,
    });

    public Task UntilLeadsAsync(string identity) => _leases.UntilAsync(
        store => store.List().Any(lease => lease.Spec?.HolderIdentity == identity), $"{identity} to lead", Installation.AtMost, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _leases.DisposeAsync();
}
