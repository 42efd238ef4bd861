using System.Globalization;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Client;

[Trait("Requires", "ApiServer")]
public sealed class WatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_its_time_is_over_a_watch_bookmarks_how_far_it_has_come_and_then_ends_in_order()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await using var watch = await space.WatchAsync(Cancel, seconds: 8);
        await space.CreateAsync("before", Cancel);
        Assert.Equal("before", (await watch.NextAsync(Cancel))!.Value.Object.Metadata.Name);

        // Servers bookmark only where something has happened since the watch was opened.
        var made = await space.CreateAsync("during", Cancel);
        Assert.Equal("during", (await watch.NextAsync(Cancel))!.Value.Object.Metadata.Name);
        var bookmark = (await watch.NextAsync(Cancel))!.Value;
        Assert.Equal(WatchEventType.Bookmark, bookmark.Type);
        Assert.True(Number(bookmark.Object.Metadata) >= Number(made.Metadata), "the bookmark is older than what was seen");
        while (await watch.NextAsync(Cancel) is { } later)
        {
            Assert.Equal(WatchEventType.Bookmark, later.Type);
            bookmark = later;
        }

        // From it nothing is missed, and nothing seen again.
        await space.CreateAsync("after", Cancel);
        await using var next = new OpenWatch<ConfigMap>(space.Client, space.All, bookmark.Object.Metadata.ResourceVersion!);
        Assert.Equal("after", (await next.NextAsync(Cancel))!.Value.Object.Metadata.Name);
    }

    public static TheoryData<string> Versions => new("1.1", "2.0");

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_event_is_seen_although_the_next_is_only_half_there(string version)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version));
        var drip = new Drip();
        space.Proxy.Faults.Next(ApiFault.Slow(drip), request => request.Verb is "watch");
        await using var watch = await space.WatchAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        await space.CreateAsync("two", Cancel);

        drip.AllowLines(1);
        drip.AllowBytes(40);
        Assert.Equal("one", (await watch.NextAsync(Cancel))!.Value.Object.Metadata.Name);

        var second = watch.NextAsync(Cancel);
        for (var count = 0; count < 100; count++)
        {
            drip.AllowBytes(1);
        }

        Assert.False(second.IsCompleted, "an event was seen before its end had come");
        drip.AllowAll();
        Assert.Equal("two", (await second)!.Value.Object.Metadata.Name);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_a_silent_watch_kept_back_comes_when_it_speaks_again(string version)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version));
        await using var watch = await space.WatchAsync(Cancel);
        space.Proxy.HoldWatches();
        var next = watch.NextAsync(Cancel);
        await space.Proxy.Requests.UntilAsync(1, cancellationToken: Cancel);
        await space.CreateAsync("one", Cancel);

        Assert.False(next.IsCompleted);
        space.Proxy.ReleaseWatches();
        Assert.Equal("one", (await next)!.Value.Object.Metadata.Name);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_watch_that_breaks_off_shows_what_came_before_and_then_throws(string version)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel, Speaking(version));
        space.Proxy.Faults.Next(ApiFault.CutWatch(afterEvents: 2));
        await using var watch = await space.WatchAsync(Cancel);
        foreach (var name in (string[])["one", "two", "three"])
        {
            await space.CreateAsync(name, Cancel);
        }

        Assert.Equal(["one", "two"], (await watch.NextAsync(2, Cancel)).Select(each => each.Object.Metadata.Name));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => watch.NextAsync(Cancel));
        Assert.True(thrown.IsUnreachable && thrown.IsTransient);
        Assert.Contains($"watch api/v1/namespaces/{space.Name}/configmaps", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_that_the_server_ends_ends_in_order()
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        await using var watch = await space.WatchAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        await watch.NextAsync(Cancel);
        space.Proxy.EndWatches();
        Assert.Null(await watch.NextAsync(Cancel));
    }

    [Theory]
    [InlineData("no event\n")]
    [InlineData("[]\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":\n")]
    [InlineData("<html>\n")]
    public async Task A_line_that_is_no_event_ends_a_watch_with_an_exception(string line)
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        await using var watch = await space.WatchAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        await watch.NextAsync(Cancel);
        space.Proxy.SendToWatches(line);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => watch.NextAsync(Cancel));
        Assert.True(thrown.IsTransient);
    }

    [Fact]
    public async Task Whoever_waits_for_an_event_can_be_cancelled()
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        using var cancelled = new CancellationTokenSource();
        await using var events = space.Client.WatchAsync<ConfigMap>(space.All, "", TimeSpan.FromMinutes(5), cancelled.Token).GetAsyncEnumerator(Cancel);
        await space.CreateAsync("one", Cancel);
        Assert.True(await events.MoveNextAsync());
        var next = events.MoveNextAsync().AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private static KubernetesClientOptions Speaking(string version) => new() { HttpVersion = Version.Parse(version) };

    private static long Number(ObjectMeta metadata) => long.Parse(metadata.ResourceVersion!, CultureInfo.InvariantCulture);
}
