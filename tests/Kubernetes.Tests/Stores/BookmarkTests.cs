using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>The bookmarks of each type are its own: empty objects, with what the server's encoder does not leave away.</summary>
[Trait("Requires", "ApiServer")]
public sealed class BookmarkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bookmarks_of_all_types_are_read()
    {
        var server = await SharedApiServer.GetAsync();
        using var client = server.Client();
        var @namespace = await server.CreateNamespaceAsync(Token);
        ObjectMeta Within(string name) => new() { Namespace = @namespace, Name = name };
        ObjectMeta Apart(string name) => new() { Name = $"{@namespace}-{name}" };
        var pod = new PodSpec { RestartPolicy = "Never", Containers = [new Container { Name = "a", Image = "none" }] };

        await Task.WhenAll(
            BookmarkAsync(client, name => new ConfigMap { Metadata = Within(name) }),
            BookmarkAsync(client, name => new Secret { Metadata = Within(name) }),
            BookmarkAsync(client, name => new Service { Metadata = Within(name), Spec = new ServiceSpec { Ports = [new ServicePort { Port = 80 }] } }),
            BookmarkAsync(client, name => new Pod { Metadata = Within(name), Spec = pod }),
            BookmarkAsync(client, name => new Job { Metadata = Within(name), Spec = new JobSpec { Template = new PodTemplate { Spec = pod } } }),
            BookmarkAsync(client, name => new Lease { Metadata = Within(name), Spec = new LeaseSpec { HolderIdentity = "a" } }),
            BookmarkAsync(client, name => new Node { Metadata = Apart(name) }),
            BookmarkAsync(client, name => new Namespace { Metadata = Apart(name) }));
    }

    private static async Task BookmarkAsync<T>(KubernetesClient client, Func<string, T> example)
        where T : class, IResource<T>
    {
        var list = await client.ListAsync<T>(Selection.All, cancellationToken: Token);
        await client.CreateAsync(example("before"), cancellationToken: Token);
        List<WatchEventType> events = [];
        // A server sends one two seconds before the end, where it has more to say than what the watch began with.
        await foreach (var change in client.WatchAsync<T>(Selection.All, list.Metadata.ResourceVersion!, TimeSpan.FromSeconds(8), Token))
        {
            Assert.False(string.IsNullOrEmpty(change.Object.Metadata.ResourceVersion));
            events.Add(change.Type);
            if (change.Object.Metadata.Name?.EndsWith("before", StringComparison.Ordinal) == true)
            {
                await client.CreateAsync(example("within"), cancellationToken: Token);
            }
        }

        Assert.True(events.Contains(WatchEventType.Bookmark), $"{T.Type.Kind}: {string.Join(", ", events)}");
    }
}
