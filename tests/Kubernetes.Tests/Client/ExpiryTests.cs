using System.Net;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>Versions that a server has forgotten, and a server that was killed. With a server of their own.</summary>
[Trait("Requires", "ApiServer")]
public sealed class ExpiryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_whose_moment_is_forgotten_between_two_pages_is_gone()
    {
        await using var server = await KubernetesApiServer.StartNewAsync(cancellationToken: Cancel);
        using var client = server.Client(options: new KubernetesClientOptions { PageSize = 1 });
        await client.CreateAsync(Make.ConfigMap("default", "one"), cancellationToken: Cancel);
        await client.CreateAsync(Make.ConfigMap("default", "two"), cancellationToken: Cancel);
        await using var pages = client.ListPagesAsync<ConfigMap>(new("default"), Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await pages.MoveNextAsync());

        await client.CreateAsync(Make.ConfigMap("default", "three"), cancellationToken: Cancel);
        await server.CompactAsync(Cancel);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => pages.MoveNextAsync().AsTask());
        Assert.True(thrown.IsGone, thrown.Message);
        Assert.Equal((HttpStatusCode.Gone, "Expired"), (thrown.StatusCode, thrown.Reason));
        Assert.StartsWith("GET ", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--watch-cache=true")]
    [InlineData("--watch-cache=false")]
    public async Task A_watch_from_what_is_forgotten_is_gone_by_an_event(string cache)
    {
        await using var server = await KubernetesApiServer.StartNewAsync(new KubernetesApiServerOptions { Arguments = [cache] }, Cancel);
        using var client = server.Client();
        var old = await client.CreateAsync(Make.ConfigMap("default", "one"), cancellationToken: Cancel);
        // The version before the one that is kept still begins a watch of the etcd, though it fails in another way.
        var middle = await client.ReplaceAsync(old.With("2"), cancellationToken: Cancel);
        await client.ReplaceAsync(middle.With("3"), cancellationToken: Cancel);
        await server.CompactAsync(Cancel);
        // What it has watched itself it remembers beyond the etcd: a new process has not.
        await server.KillAsync();
        await server.StartAsync(Cancel);

        await using var watch = new OpenWatch<ConfigMap>(client, new("default"), old.Metadata.ResourceVersion!);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => watch.NextAsync(Cancel));
        Assert.True(thrown.IsGone, thrown.Message);
        Assert.Equal((HttpStatusCode.Gone, "Expired"), (thrown.StatusCode, thrown.Reason));
        Assert.StartsWith("watch api/v1/namespaces/default/configmaps", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_the_same_exception_by_an_answer_and_by_an_event()
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        space.Proxy.Faults.Next(ApiFault.Answer(HttpStatusCode.Gone, "Expired", "too old resource version: 1 (2)"));
        await using var answered = await space.WatchAsync(Cancel);
        var byAnswer = await Assert.ThrowsAsync<KubernetesException>(() => answered.NextAsync(Cancel));

        await using var open = await space.WatchAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        await open.NextAsync(Cancel);
        space.Proxy.SendToWatches(ApiFault.ExpiredEvent + "\n");
        var byEvent = await Assert.ThrowsAsync<KubernetesException>(() => open.NextAsync(Cancel));
        Assert.Equal(
            (byAnswer.StatusCode, byAnswer.Reason, byAnswer.IsGone, byAnswer.IsTransient),
            (byEvent.StatusCode, byEvent.Reason, byEvent.IsGone, byEvent.IsTransient));
        Assert.True(byEvent.IsGone);
    }

    [Fact]
    public async Task A_server_that_is_killed_ends_its_watches_and_is_found_again_by_the_same_client()
    {
        await using var server = await KubernetesApiServer.StartNewAsync(cancellationToken: Cancel);
        using var client = server.Client();
        var one = await client.CreateAsync(Make.ConfigMap("default", "one"), cancellationToken: Cancel);
        await using var watch = new OpenWatch<ConfigMap>(client, new("default"), one.Metadata.ResourceVersion!);
        var two = await client.CreateAsync(Make.ConfigMap("default", "two"), cancellationToken: Cancel);
        await watch.NextAsync(Cancel);

        await server.KillAsync();
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => watch.NextAsync(Cancel));
        Assert.True(thrown.IsUnreachable);
        thrown = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync<ConfigMap>(Selection.All, Cancel));
        Assert.True(thrown.IsUnreachable);

        await server.StartAsync(Cancel);
        await using var again = new OpenWatch<ConfigMap>(client, new("default"), two.Metadata.ResourceVersion!);
        await client.CreateAsync(Make.ConfigMap("default", "three"), cancellationToken: Cancel);
        Assert.Equal("three", (await again.NextAsync(Cancel))!.Value.Object.Metadata.Name);
        Assert.True(await server.CountRequestsAsync("LIST", "configmaps", Cancel) >= 1);
    }
}
