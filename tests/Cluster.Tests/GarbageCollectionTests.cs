using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Cluster.Tests;

[Trait("Requires", "Cluster")]
public sealed class GarbageCollectionTests
{
    private const string Hold = "test.example.org/hold";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_background_the_owner_goes_at_once_and_what_it_owned_after_it()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var maps = await space.WatchAsync<ConfigMap>();
        var owner = await space.CreateMapAsync("owner");
        await space.CreateMapAsync("owned", owner: owner, finalizers: [Hold]);

        Assert.True(await DeleteAsync(space, PropagationPolicy.Background));
        Assert.Null(await space.Client.FindAsync<ConfigMap>(space.Name, "owner", Token));

        await maps.UntilAsync(space.Key("owned"), map => map.Metadata.DeletionTimestamp is not null, "to be marked", TestNamespace.PodTime, Token);
        await LetGoAsync(space);
        await maps.UntilGoneAsync(space.Key("owned"), TestNamespace.PodTime, Token);
    }

    [Fact]
    public async Task In_the_foreground_the_owner_stays_until_what_it_owns_has_gone()
    {
        await using var space = await TestNamespace.CreateAsync();
        var gone = new List<string>();
        await using var maps = await space.WatchAsync<ConfigMap>(heard: (before, after) =>
        {
            if (after is null)
            {
                gone.Add(before!.Metadata.Name!);
            }
        });
        var owner = await space.CreateMapAsync("owner");
        await space.CreateMapAsync("owned", owner: owner, finalizers: [Hold]);

        await DeleteAsync(space, PropagationPolicy.Foreground);
        await maps.UntilAsync(space.Key("owned"), map => map.Metadata.DeletionTimestamp is not null, "to be marked", TestNamespace.PodTime, Token);
        var waiting = await space.Client.GetAsync<ConfigMap>(space.Name, "owner", Token);
        Assert.NotNull(waiting.Metadata.DeletionTimestamp);
        Assert.Equal(["foregroundDeletion"], waiting.Metadata.Finalizers);

        await LetGoAsync(space);
        await maps.UntilGoneAsync(space.Key("owner"), TestNamespace.PodTime, Token);
        Assert.Equal(["owned", "owner"], gone);
    }

    [Fact]
    public async Task Orphans_stay_and_name_their_owner_no_more()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var maps = await space.WatchAsync<ConfigMap>();
        var owner = await space.CreateMapAsync("owner");
        await space.CreateMapAsync("owned", owner: owner);
        await maps.UntilAsync(store => store.OwnedBy(owner.Metadata.Uid!).Count == 1, "the owned one", cancellationToken: Token);

        await DeleteAsync(space, PropagationPolicy.Orphan);
        await maps.UntilGoneAsync(space.Key("owner"), TestNamespace.PodTime, Token);

        var orphan = await maps.UntilAsync(space.Key("owned"), map => map.Metadata.OwnerReferences is null or [], "to have no owner", TestNamespace.PodTime, Token);
        Assert.Null(orphan.Metadata.DeletionTimestamp);
        Assert.Empty(maps.Store.OwnedBy(owner.Metadata.Uid!));
    }

    [Fact]
    public async Task The_pods_of_a_job_go_with_it_where_that_is_asked_for()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var pods = await space.WatchAsync<Pod>();
        var job = await space.Client.CreateAsync(Pods.Job(space.Name, "long", Pods.Shell("exec sleep 1000")), cancellationToken: Token);
        await pods.UntilAsync(store => store.OwnedBy(job.Metadata.Uid!).Count == 1, "the pod", TestNamespace.PodTime, Token);

        await space.Client.DeleteAsync<Job>(space.Name, "long", new DeleteOptions { PropagationPolicy = PropagationPolicy.Background }, Token);

        await pods.UntilAsync(store => store.Count == 0, "no pod", TestNamespace.PodTime, Token);
    }

    private static Task<bool> DeleteAsync(TestNamespace space, PropagationPolicy policy) =>
        space.Client.DeleteAsync<ConfigMap>(space.Name, "owner", new DeleteOptions { PropagationPolicy = policy }, Token);

    private static Task<ConfigMap> LetGoAsync(TestNamespace space) => space.Client.PatchAsync<ConfigMap>(
        space.Name, "owned", Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }), cancellationToken: Token);
}
