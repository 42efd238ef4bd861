using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>Below HTTP: connections that are refused, cut and silent.</summary>
[Trait("Requires", "ApiServer")]
public sealed class ConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_at_the_port_is_said_with_its_address()
    {
        var server = await SharedApiServer.GetAsync();
        using var client = server.Client(url: new Uri($"https://127.0.0.1:{FreePort.Next()}/"));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync<ConfigMap>(Selection.All, Cancel));
        Assert.True(thrown.IsUnreachable && thrown.IsTransient);
        Assert.Contains("refused", thrown.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("127.0.0.1:", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_cut_ends_its_watch_and_the_next_request_makes_a_new_one()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await using var proxy = new FaultProxy(space.Server.Port);
        using var client = space.Server.Client(url: Through(proxy));
        var list = await client.ListAsync<ConfigMap>(space.All, Cancel);
        await using var watch = new OpenWatch<ConfigMap>(client, space.All, list.Metadata.ResourceVersion!);
        await space.CreateAsync("one", Cancel);
        await watch.NextAsync(Cancel);

        proxy.CutAll();
        await Assert.ThrowsAsync<KubernetesException>(() => watch.NextAsync(Cancel));
        Assert.NotEmpty((await client.ListAsync<ConfigMap>(space.All, Cancel)).Items);

        proxy.RefuseNew = true;
        proxy.CutAll();
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => client.ListAsync<ConfigMap>(space.All, Cancel));
        Assert.True(thrown.IsUnreachable);
        proxy.RefuseNew = false;
        Assert.NotEmpty((await client.ListAsync<ConfigMap>(space.All, Cancel)).Items);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_silent_connection_is_given_up_after_the_clients_time(string version)
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await using var proxy = new FaultProxy(space.Server.Port);
        var time = new ManualTime();
        var options = new KubernetesClientOptions { HttpVersion = Version.Parse(version), RequestTimeout = TimeSpan.FromSeconds(8) };
        using var client = space.Server.Client(options: options, time: time, url: Through(proxy));
        await client.ListAsync<ConfigMap>(space.All, Cancel);

        proxy.Freeze();
        var list = client.ListAsync<ConfigMap>(space.All, Cancel);
        time.Advance(TimeSpan.FromSeconds(8));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => list);
        Assert.Contains("no answer within 8 s", thrown.Message, StringComparison.Ordinal);
        proxy.Thaw();
        await client.ListAsync<ConfigMap>(space.All, Cancel);
    }

    private static Uri Through(FaultProxy proxy) => new($"https://127.0.0.1:{proxy.Port}/");
}
