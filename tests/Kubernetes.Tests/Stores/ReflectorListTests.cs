using System.Net;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Stores;

public sealed class ReflectorListTests : IAsyncDisposable
{
    private readonly FakeWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Five_thousand_objects_come_in_pages_each_asked_for_by_the_token_of_the_one_before()
    {
        await _world.PutManyAsync(5_000);

        var running = await _world.StartAsync();

        Assert.Equal(5_000, running.Store.Count);
        var pages = _world.Server.Requests.All.Where(FakeWorld.IsList).ToList();
        Assert.Equal(10, pages.Count);
        Assert.All(pages, page => Assert.Equal("500", page.Query["limit"]));
        Assert.False(pages[0].Query.ContainsKey("continue"));
        Assert.Equal(9, pages.Skip(1).Select(page => page.Query["continue"]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5_000, running.Changes.Count);
    }

    [Fact]
    public async Task It_is_synced_after_the_last_page_and_not_before_and_stays_so()
    {
        await _world.PutManyAsync(600);
        var second = new TaskCompletionSource();
        _world.Server.Faults.Next(ApiFault.HoldUntil(second.Task), request => request.Query.ContainsKey("continue"));

        var running = _world.Start();
        await _world.UntilListAsync(2);
        Assert.False(running.Store.Synced);
        Assert.Equal(0, running.Store.Count);

        second.SetResult();
        await running.SyncedAsync(Token);
        await _world.UntilWatchAsync(1);
        _world.Server.Faults.Always(ApiFault.Answer(HttpStatusCode.InternalServerError, "InternalError"));
        _world.Server.BreakWatches();
        await _world.Timers.PassPauseAsync(1, Token);
        await _world.Timers.PassPauseAsync(2, Token);
        Assert.True(running.Store.Synced);
        Assert.Equal(600, running.Store.Count);
    }

    [Fact]
    public async Task What_went_unheard_is_told_once_and_only_after_the_last_page()
    {
        await _world.PutManyAsync(1_100);
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        running.Forget();
        var last = new TaskCompletionSource();
        _world.Server.Faults.Next(ApiFault.HoldUntil(last.Task), request => FakeWorld.IsList(request) && _world.Lists == 6);
        _world.Server.BreakWatches();
        await _world.DeleteAsync("m0003");
        await _world.DeleteAsync("m1000");
        _world.Server.Compact();
        await _world.Timers.PassPauseAsync(1, Token);
        await _world.Timers.PassPauseAsync(2, Token);
        await _world.UntilListAsync(6);

        Assert.Empty(running.Changes);
        last.SetResult();
        await running.UntilAsync(store => store.Count == 1_099, "two fewer", Token);
        Assert.Equal(["m0003", "m1000"], running.Changes.Select(change => change.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.All(running.Changes, change => Assert.Contains("went", change, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_that_changes_between_its_pages_ends_equal_to_the_server()
    {
        await _world.PutManyAsync(1_100);
        var held = new TaskCompletionSource();
        _world.Server.Faults.Next(ApiFault.HoldUntil(held.Task), request => request.Query.ContainsKey("continue"));
        var running = _world.Start();
        await _world.UntilListAsync(2);

        await _world.DeleteAsync("m0001");
        await _world.DeleteAsync("m1001");
        await _world.PutAsync("m0002", "changed");
        await _world.PutAsync("m1002", "changed");
        await _world.PutAsync("a-new-first");
        await _world.PutAsync("z-new-last");
        held.SetResult();

        await running.UntilAsync("m1002", "changed", Token);
        await running.UntilAsync("z-new-last", "", Token);
        var names = running.Store.List().Select(map => map.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(1_100, names.Count);
        Assert.DoesNotContain("m0001", names);
        Assert.DoesNotContain("m1001", names);
        Assert.Contains("a-new-first", names);
        Assert.Equal("changed", running.Store.Find(Objects.Key("m0002"))!.Data!["value"]);
        Assert.Equal(1, _world.Watches);
    }

    [Fact]
    public async Task A_list_whose_pages_were_forgotten_under_way_is_asked_for_again_in_one_page()
    {
        await _world.PutManyAsync(600);
        _world.Server.Faults.Next(ApiFault.Answer(HttpStatusCode.Gone, "Expired"), request => request.Query.ContainsKey("continue"));

        var running = _world.Start();
        await _world.Timers.PassPauseAsync(1, Token);
        await running.SyncedAsync(Token);

        Assert.Equal(600, running.Store.Count);
        var whole = _world.Server.Requests.All.Where(FakeWorld.IsList).ElementAt(2);
        Assert.False(whole.Query.ContainsKey("limit"));
        Assert.False(whole.Query.ContainsKey("continue"));
    }

    [Fact]
    public async Task A_list_of_null_is_an_empty_list()
    {
        _world.Server.Faults.Next(ApiFault.Succeed("""{"kind":"ConfigMapList","metadata":{"resourceVersion":"1"},"items":null}"""), FakeWorld.IsList);

        var running = await _world.StartAsync();

        Assert.Equal(0, running.Store.Count);
        Assert.Empty(_world.Timers.Pauses);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":{},"items":[]}""")]
    [InlineData("""{"metadata":null}""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("<html>welcome</html>")]
    public async Task A_success_that_is_no_list_takes_nothing_from_the_store_and_is_not_asked_for_without_pause(string body)
    {
        await _world.PutManyAsync(3);
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        running.Forget();
        _world.Server.Faults.Next(ApiFault.Succeed(body), FakeWorld.IsList, times: 3);
        _world.Server.SendToWatches(ApiFault.ExpiredEvent + "\n");

        for (var pause = 1; pause <= 4; pause++)
        {
            await _world.Timers.PassPauseAsync(pause, Token);
        }

        await _world.UntilWatchAsync(2);
        Assert.Equal(5, _world.Lists);
        Assert.Empty(running.Changes);
    }

    [Fact]
    public async Task A_server_that_is_not_there_yet_is_waited_for()
    {
        await _world.PutManyAsync(3);
        _world.Server.Faults.Next(ApiFault.Break, times: 7);
        var running = _world.Start();

        for (var pause = 1; pause <= 7; pause++)
        {
            Assert.False(running.Store.Synced);
            await _world.Timers.PassPauseAsync(pause, Token);
        }

        await running.SyncedAsync(Token);
        Assert.Equal(3, running.Store.Count);
    }
}
