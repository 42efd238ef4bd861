using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>A namespace of the shared API server, and the administrator's client, which goes through a proxy where one was asked for.</summary>
internal sealed class TestSpace : IAsyncDisposable
{
    private readonly ApiProxy? _proxy;

    private TestSpace(KubernetesApiServer server, string name, ApiProxy? proxy, KubernetesClientOptions? options, TimeProvider? time)
    {
        (Server, Name, _proxy) = (server, name, proxy);
        Direct = server.Client();
        Client = server.Client(options: options, time: time, url: proxy?.Url);
    }

    public KubernetesApiServer Server { get; }

    /// <summary>Of the namespace.</summary>
    public string Name { get; }

    public Selection All => new(Name);

    public KubernetesClient Client { get; }

    /// <summary>Never through the proxy.</summary>
    public KubernetesClient Direct { get; }

    public ApiProxy Proxy => _proxy ?? throw new InvalidOperationException("the space was opened without a proxy");

    public static async Task<TestSpace> OpenAsync(CancellationToken cancellationToken)
    {
        var server = await SharedApiServer.GetAsync();
        return new TestSpace(server, await server.CreateNamespaceAsync(cancellationToken), proxy: null, options: null, time: null);
    }

    public static async Task<TestSpace> OpenWithProxyAsync(
        CancellationToken cancellationToken,
        KubernetesClientOptions? options = null,
        TimeProvider? time = null)
    {
        var server = await SharedApiServer.GetAsync();
        var name = await server.CreateNamespaceAsync(cancellationToken);
        return new TestSpace(server, name, await ApiProxy.StartAsync(server, cancellationToken), options, time);
    }

    /// <summary>A watch from now on, through the proxy where there is one.</summary>
    public async Task<OpenWatch<ConfigMap>> WatchAsync(CancellationToken cancellationToken, int seconds = 300)
    {
        var list = await Direct.ListAsync<ConfigMap>(All, cancellationToken);
        return new OpenWatch<ConfigMap>(Client, All, list.Metadata.ResourceVersion!, seconds);
    }

    /// <summary>Makes it, behind the proxy's back.</summary>
    public Task<ConfigMap> CreateAsync(string name, CancellationToken cancellationToken) =>
        Direct.CreateAsync(Make.ConfigMap(Name, name), cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Direct.Dispose();
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
