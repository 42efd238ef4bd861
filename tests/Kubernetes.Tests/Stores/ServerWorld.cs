using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>A namespace of a real server, with a writer and a reader of its config maps; the reader's requests go through a gate.</summary>
internal sealed class ServerWorld : IAsyncDisposable
{
    private const int Writers = 8;

    private ServerWorld(KubernetesApiServer server, string @namespace, KubernetesClientOptions? options, Uri url)
    {
        (Server, Namespace, Gate) = (server, @namespace, new Gate(server.Admin.CreateHandler()));
        Writer = server.Client();
        Reader = new KubernetesClient(url, Gate, options);
    }

    public KubernetesApiServer Server { get; }

    public string Namespace { get; }

    public Gate Gate { get; }

    public KubernetesClient Writer { get; }

    public KubernetesClient Reader { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="server">Must live longer.</param>
    /// <param name="options">Of the reader.</param>
    /// <param name="url">Of a proxy for the reader; null for the server's own.</param>
    public static async Task<ServerWorld> OfAsync(KubernetesApiServer server, KubernetesClientOptions? options = null, Uri? url = null) =>
        new(server, await server.CreateNamespaceAsync(Token), options, url ?? server.Url);

    /// <summary>Returns when it has listed.</summary>
    public async Task<RunningReflector> StartAsync(TimeProvider? time = null)
    {
        var running = new RunningReflector(Reader, time ?? TimeProvider.System, new Selection(Namespace));
        await running.SyncedAsync(Token);
        await Gate.UntilAsync(1, "watch", Token);
        return running;
    }

    public Task CreateAsync(string name, CancellationToken cancellationToken) =>
        Writer.CreateAsync(
            new ConfigMap { Metadata = new ObjectMeta { Namespace = Namespace, Name = name }, Data = new Dictionary<string, string> { ["value"] = "" } },
            cancellationToken: cancellationToken);

    public Task CreateManyAsync(int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count).Select(number => $"m{number:0000}"),
        new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = Token },
        async (name, cancellationToken) => await CreateAsync(name, cancellationToken));

    public Task SetAsync(string name, string value, CancellationToken cancellationToken) => Writer.PatchAsync<ConfigMap>(
        Namespace, name, Patch.Merge(new JsonObject { ["data"] = new JsonObject { ["value"] = value } }), cancellationToken: cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        Writer.DeleteAsync<ConfigMap>(Namespace, name, cancellationToken: cancellationToken);

    /// <summary>Returns when the store has what the server has, version by version, and so has whoever was only told of changes.</summary>
    public async Task UntilEqualAsync(RunningReflector running)
    {
        var there = RunningReflector.Versions((await Writer.ListAsync<ConfigMap>(new Selection(Namespace), cancellationToken: Token)).Items);
        await running.UntilAsync(store => Same(there, RunningReflector.Versions(store.List())), "what the server has", Token);
        Assert.Equal(there, running.Told);
    }

    public ValueTask DisposeAsync()
    {
        Writer.Dispose();
        Reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool Same(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Count == other.Count && one.All(entry => other.GetValueOrDefault(entry.Key) == entry.Value);
}
