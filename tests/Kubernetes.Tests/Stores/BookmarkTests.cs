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
        var within = new ObjectMeta { Namespace = @namespace, Name = "a" };
        var apart = new ObjectMeta { Name = @namespace + "-a" };
        var pod = new PodSpec { RestartPolicy = "Never", Containers = [new Container { Name = "a", Image = "none" }] };

        await Task.WhenAll(
            BookmarkAsync(client, new ConfigMap { Metadata = within }),
            BookmarkAsync(client, new Secret { Metadata = within }),
            BookmarkAsync(client, new Service { Metadata = within, Spec = new ServiceSpec { Ports = [new ServicePort { Port = 80 }] } }),
            BookmarkAsync(client, new Pod { Metadata = within, Spec = pod }),
            BookmarkAsync(client, new Job { Metadata = within, Spec = new JobSpec { Template = new PodTemplate { Spec = pod } } }),
            BookmarkAsync(client, new Lease { Metadata = within, Spec = new LeaseSpec { HolderIdentity = "a" } }),
            BookmarkAsync(client, new Node { Metadata = apart }),
            BookmarkAsync(client, new Namespace { Metadata = apart }));
    }

    private static async Task BookmarkAsync<T>(KubernetesClient client, T example)
        where T : class, IResource<T>
    {
        var list = await client.ListAsync<T>(Selection.All, cancellationToken: Token);
        // A server that has seen no change of a type since its start sends no bookmark of it.
        var made = await client.CreateAsync(example, cancellationToken: Token);
        List<WatchEventType> events = [];
        // It sends one two seconds before the end.
        await foreach (var change in client.WatchAsync<T>(Selection.All, list.Metadata.ResourceVersion!, TimeSpan.FromSeconds(8), Token))
        {
            events.Add(change.Type);
            Assert.False(string.IsNullOrEmpty(change.Object.Metadata.ResourceVersion));
        }

        Assert.True(events.Contains(WatchEventType.Bookmark), $"{T.Type.Kind} {made.Metadata.Name}: {string.Join(", ", events)}");
    }
}
