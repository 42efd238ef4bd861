using System.Security.Cryptography;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>A namespace of one test in the cluster, with a client; deleted with all that is in it when it is disposed of.</summary>
public sealed class TestNamespace : IAsyncDisposable
{
    /// <summary>A pod that has to be placed, started and reported: a limit for failure on a busy machine.</summary>
    public static readonly TimeSpan PodTime = TimeSpan.FromMinutes(3);

    private TestNamespace(KubernetesCluster cluster, string name) => (Cluster, Name, Client) = (cluster, name, cluster.Client());

    public KubernetesCluster Cluster { get; }

    public string Name { get; }

    public KubernetesClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestNamespace> CreateAsync()
    {
        var space = new TestNamespace(KubernetesCluster.Get(), $"test-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        await space.Client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = space.Name } }, cancellationToken: Token);
        // Pods are refused until their namespace has its account, which a controller makes.
        await using var accounts = await space.WatchAsync<Secret>();
        await accounts.UntilAsync(store => store.Count > 0, $"the token of namespace {space.Name}", cancellationToken: Token);
        return space;
    }

    public ResourceKey Key(string name) => new(Name, name);

    public Task<WatchedStore<T>> WatchAsync<T>(string? labels = null, Action<T?, T?>? heard = null)
        where T : class, IResource<T> =>
        new WatchedStore<T>(Client, new Selection(Name, labels), heard).SyncedAsync(Token);

    public Task<ConfigMap> CreateMapAsync(string name, string value = "", ConfigMap? owner = null, IReadOnlyList<string>? finalizers = null) =>
        Client.CreateAsync(
            new ConfigMap
            {
                Metadata = new ObjectMeta
                {
                    Namespace = Name,
                    Name = name,
                    Finalizers = finalizers,
                    OwnerReferences = owner is null
                        ? null
                        : [new OwnerReference { ApiVersion = owner.ApiVersion, Kind = owner.Kind, Name = owner.Metadata.Name!, Uid = owner.Metadata.Uid!, BlockOwnerDeletion = true }],
                },
                Data = new Dictionary<string, string> { ["value"] = value },
            },
            cancellationToken: Token);

    /// <summary>All that the container of a pod has written; the pod may have ended.</summary>
    public async Task<string> LogAsync(string pod)
    {
        await using var stream = await Client.OpenAsync($"api/v1/namespaces/{Name}/pods/{pod}/log", Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DeleteAsync<Namespace>(@namespace: null, Name, cancellationToken: CancellationToken.None);
        Client.Dispose();
    }
}
