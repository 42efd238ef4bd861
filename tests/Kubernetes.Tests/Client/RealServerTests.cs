using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Client;

[Trait("Requires", "ApiServer")]
public sealed class RealServerTests : ClientConformance
{
    protected override async Task<(KubernetesClient Client, string Namespace)> OpenAsync()
    {
        var server = await SharedApiServer.GetAsync();
        return (server.Client(options: new KubernetesClientOptions { PageSize = 3 }), await server.CreateNamespaceAsync(Cancel));
    }
}
