using System.Net;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>The faults that the fake server can be told, which the suite that it shares with the real one does not know.</summary>
public sealed class FakeApiServerTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly FakeApiServer _server;
    private readonly KubernetesClient _client;

    public FakeApiServerTests()
    {
        _server = new FakeApiServer(_time);
        _client = new KubernetesClient(FakeApiServer.Url, _server, new KubernetesClientOptions { PageSize = 1 }, _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Scripted_faults_meet_the_requests_that_they_are_for_so_many_times()
    {
        _server.Faults.Next(ApiFault.Answer(HttpStatusCode.Conflict, "Conflict"), request => request.Verb is "create", times: 2);
        Assert.Empty((await _client.ListAsync<ConfigMap>(Selection.All, Cancel)).Items);
        Assert.True((await ThrownByCreateAsync()).IsConflict);
        Assert.True((await ThrownByCreateAsync()).IsConflict);
        await _client.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel);
        Assert.Equal((3, 1), (_server.Requests.Count("create", "configmaps"), _server.Requests.Count("list", "configmaps")));

        _server.Faults.Next(ApiFault.LoseAnswer);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => _client.DeleteAsync<ConfigMap>("a", "one", cancellationToken: Cancel))).IsUnreachable);
        Assert.Null(await _client.FindAsync<ConfigMap>("a", "one", Cancel));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null}""")]
    [InlineData("""{"kind":"Status","metadata":{},"status":"Success"}""")]
    public async Task A_success_that_is_no_object_is_not_taken_for_the_one_that_was_asked_for(string body)
    {
        _server.Faults.Always(ApiFault.Succeed(body));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => _client.FindAsync<Lease>("a", "one", Cancel));
        Assert.True(thrown.IsTransient);
        Assert.Contains("namespaces/a/leases/one: the answer is no Lease", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.test/api")]
    [InlineData("//elsewhere.test/api")]
    public async Task A_path_that_leads_to_another_server_is_not_followed(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _client.OpenAsync(path, Cancel));
        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("example.org/operator")]
    [InlineData("a, b (c")]
    public async Task A_field_manager_may_have_any_name_that_servers_take(string manager)
    {
        using var client = new KubernetesClient(FakeApiServer.Url, _server, new KubernetesClientOptions { FieldManager = manager }, _time);
        await client.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel);
        Assert.Equal(manager, _server.Requests.All[0].Query["fieldManager"]);
    }

    [Fact]
    public async Task Once_leadership_is_lost_no_kind_of_write_is_sent_and_reads_are()
    {
        var leadership = new Leadership(_time, _time.Monotonic(), TimeSpan.FromSeconds(10), epoch: 1);
        var leading = _client.While(leadership);
        var made = await leading.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel);
        _time.Advance(TimeSpan.FromSeconds(10));
        var before = _server.Requests.All.Count;
        Func<Task>[] writes =
        [
            () => leading.CreateAsync(Make.ConfigMap("a", "two"), cancellationToken: Cancel),
            () => leading.ReplaceAsync(made, cancellationToken: Cancel),
            () => leading.ReplaceStatusAsync(made, cancellationToken: Cancel),
            () => leading.ApplyAsync(made, cancellationToken: Cancel),
            () => leading.ApplyStatusAsync(made, cancellationToken: Cancel),
            () => leading.PatchAsync<ConfigMap>("a", "one", Patch.Merge([]), cancellationToken: Cancel),
            () => leading.DeleteAsync<ConfigMap>("a", "one", cancellationToken: Cancel),
        ];
        foreach (var write in writes)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(write);
        }

        Assert.Equal(before, _server.Requests.All.Count);
        Assert.NotNull(await leading.FindAsync<ConfigMap>("a", "one", Cancel));
    }

    [Fact]
    public async Task A_held_request_goes_on_when_it_is_let_and_one_that_hangs_ends_with_the_clients_time()
    {
        var released = new TaskCompletionSource();
        _server.Faults.Next(ApiFault.HoldUntil(released.Task));
        var create = _client.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel);
        Assert.False(create.IsCompleted);
        released.SetResult();
        await create;

        _server.Faults.Next(ApiFault.Hang);
        var list = _client.ListAsync<ConfigMap>(Selection.All, Cancel);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => list)).IsTransient);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_forgotten_is_gone(bool inStream)
    {
        _server.ExpiresInStream = inStream;
        var old = await _client.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel);
        await _client.CreateAsync(Make.ConfigMap("a", "two"), cancellationToken: Cancel);
        await using var pages = _client.ListPagesAsync<ConfigMap>(Selection.All, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await pages.MoveNextAsync());
        _server.Compact();

        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => pages.MoveNextAsync().AsTask())).IsGone);
        await using var watch = new OpenWatch<ConfigMap>(_client, Selection.All, old.Metadata.ResourceVersion!);
        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => watch.NextAsync(Cancel))).IsGone);
    }

    [Fact]
    public async Task A_bookmark_says_how_far_a_watch_has_come()
    {
        var made = await _client.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel);
        await using var watch = Watch();
        await watch.NextAsync(Cancel);
        _server.SendBookmarks();
        var bookmark = (await watch.NextAsync(Cancel))!.Value;
        Assert.Equal((WatchEventType.Bookmark, made.Metadata.ResourceVersion), (bookmark.Type, bookmark.Object.Metadata.ResourceVersion));
    }

    [Fact]
    public async Task Watches_end_when_they_are_ended_broken_at_their_time_and_left()
    {
        await _client.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel);
        await using (var ended = Watch())
        {
            await ended.NextAsync(Cancel);
            _server.EndWatches();
            Assert.Null(await ended.NextAsync(Cancel));
        }

        await using (var late = Watch())
        {
            await late.NextAsync(Cancel);
            _time.Advance(TimeSpan.FromSeconds(60));
            Assert.Null(await late.NextAsync(Cancel));
        }

        await using (var broken = Watch())
        {
            await broken.NextAsync(Cancel);
            _server.BreakWatches();
            Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => broken.NextAsync(Cancel))).IsUnreachable);
        }

        await using (var left = Watch())
        {
            await left.NextAsync(Cancel);
            Assert.Equal(1, _server.OpenWatches);
        }

        Assert.Equal(0, _server.OpenWatches);
    }

    private OpenWatch<ConfigMap> Watch() => new(_client, Selection.All, "1", seconds: 60);

    private Task<KubernetesException> ThrownByCreateAsync() =>
        Assert.ThrowsAsync<KubernetesException>(() => _client.CreateAsync(Make.ConfigMap("a", "one"), cancellationToken: Cancel));
}
