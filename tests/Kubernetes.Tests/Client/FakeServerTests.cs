using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Client;

public sealed class FakeServerTests : ClientConformance
{
    protected override Task<(KubernetesClient Client, string Namespace)> OpenAsync() =>
        Task.FromResult((new KubernetesClient(FakeApiServer.Url, new FakeApiServer(), new KubernetesClientOptions { PageSize = 3 }), "test"));
}
