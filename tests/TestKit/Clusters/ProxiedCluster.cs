using ParallelJobs.TestKit.Http;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>The cluster behind a proxy, for a program that is given a kubeconfig.</summary>
public sealed class ProxiedCluster : IAsyncDisposable
{
    private readonly CertificateAuthority _authority;

    private ProxiedCluster(CertificateAuthority authority, ApiProxy proxy) => (_authority, Proxy) = (authority, proxy);

    public ApiProxy Proxy { get; }

    /// <summary>Leads through the proxy, as who the cluster's own kubeconfig says.</summary>
    public string KubeConfigFile { get; } = Path.Combine(Path.GetTempPath(), $"proxied-{Environment.ProcessId}-{Guid.NewGuid():n}.kubeconfig");

    public static async Task<ProxiedCluster> StartAsync(KubernetesCluster cluster, CancellationToken cancellationToken = default)
    {
        var authority = new CertificateAuthority("proxy");
        var proxied = new ProxiedCluster(authority, await ApiProxy.StartAsync(ApiTarget.Of(cluster, authority), cancellationToken));
        var user = new ApiUser { Authority = authority.Certificate };
        await File.WriteAllTextAsync(proxied.KubeConfigFile, KubeConfig.Text(proxied.Proxy.Url, user), cancellationToken);
        return proxied;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        _authority.Dispose();
        File.Delete(KubeConfigFile);
    }
}
