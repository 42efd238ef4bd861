using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.TestKit.Http;

/// <summary>The API server behind a proxy.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Connect">Makes what connects to it, once; with credentials, or without where clients send their own.</param>
/// <param name="Authority">Issues the proxy's certificate; its clients believe it.</param>
internal sealed record ApiTarget(Uri Url, Func<HttpMessageHandler> Connect, CertificateAuthority Authority)
{
    public static ApiTarget Of(KubernetesApiServer server) =>
        new(server.Url, (server.Admin with { Token = null }).CreateHandler, server.Authority);

    /// <summary>The clients need no credentials: they are who the cluster's kubeconfig says.</summary>
    public static ApiTarget Of(KubernetesCluster cluster, CertificateAuthority authority) =>
        new(cluster.Config.Server, () => cluster.Config.CreateHandler(TimeProvider.System), authority);
}
