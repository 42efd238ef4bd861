using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

/// <summary>An API server that the tests of one class may kill, whose watches go on where they broke.</summary>
public sealed class OwnApiServer : IAsyncLifetime
{
    private KubernetesApiServer? _server;

    public KubernetesApiServer Server => _server!;

    public async ValueTask InitializeAsync() =>
        _server = await KubernetesApiServer.StartNewAsync(new() { Arguments = ["--watch-cache=false"] }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
