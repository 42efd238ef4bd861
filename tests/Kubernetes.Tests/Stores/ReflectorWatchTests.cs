using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Stores;

public sealed class ReflectorWatchTests : IAsyncDisposable
{
    private readonly FakeWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_watch_that_ends_in_order_goes_on_from_its_last_event_at_once_and_without_a_list()
    {
        await _world.StartAsync();
        var last = await _world.PutAsync("a", "1");
        await _world.Running.UntilAsync("a", "1", Token);

        _world.Server.EndWatches();
        await _world.UntilWatchAsync(2);

        Assert.Equal(last, _world.WatchedFrom[1]);
        Assert.Empty(_world.Timers.Pauses);
        Assert.Equal(1, _world.Lists);
    }

    [Fact]
    public async Task A_bookmark_moves_the_place_where_the_next_watch_begins()
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        var bookmark = int.Parse(_world.WatchedFrom[0], CultureInfo.InvariantCulture) + 41;
        // An event behind the bookmark would move it too: this tells that the bookmark was read, and that it is no event.
        running.Forget();
        _world.Server.SendToWatches($$"""{"type":"BOOKMARK","object":{"kind":"ConfigMap","metadata":{"resourceVersion":"{{bookmark}}","creationTimestamp":null} } }""" + "\n");
        _world.Server.EndWatches();
        await _world.UntilWatchAsync(2);

        Assert.Equal($"{bookmark}", _world.WatchedFrom[1]);
        Assert.Empty(running.Changes);
        Assert.Equal(1, _world.Lists);
    }

    [Fact]
    public async Task An_event_that_does_not_say_its_version_leaves_the_place_where_the_next_watch_begins()
    {
        await _world.StartAsync();
        var last = await _world.PutAsync("a", "1");
        await _world.Running.UntilAsync("a", "1", Token);

        _world.Server.SendToWatches("""{"type":"BOOKMARK","object":{"kind":"ConfigMap","metadata":{"resourceVersion":""} } }""" + "\n");
        _world.Server.EndWatches();
        await _world.UntilWatchAsync(2);

        Assert.Equal(last, _world.WatchedFrom[1]);
    }

    [Fact]
    public async Task A_dropped_connection_loses_nothing_and_is_not_made_up_for_by_a_list()
    {
        await _world.PutManyAsync(10);
        var running = await _world.StartAsync();
        for (var round = 1; round <= 20; round++)
        {
            await _world.HearAsync($"{round}");
            _world.Server.BreakWatches();
            await _world.PutAsync("m0001", $"{round}");
            await _world.DeleteAsync("gone");
            await _world.Timers.PassPauseAsync(round, Token);
            await running.UntilAsync("m0001", $"{round}", Token);
        }

        Assert.Equal(1, _world.Lists);
        Assert.Equal(21, _world.Watches);
        Assert.Equal(1, _world.Server.OpenWatches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_forgot_where_it_was_is_listed_and_what_went_meanwhile_goes(bool inStream)
    {
        _world.Server.ExpiresInStream = inStream;
        await _world.PutManyAsync(3);
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        running.Forget();
        _world.Server.BreakWatches();
        await _world.DeleteAsync("m0001");
        await _world.PutAsync("m0002", "changed");
        _world.Server.Compact();

        await _world.Timers.PassPauseAsync(1, Token);
        await _world.Timers.PassPauseAsync(2, Token);
        await running.UntilAsync("m0002", "changed", Token);

        Assert.Null(running.Store.Find(Objects.Key("m0001")));
        Assert.Equal(2, running.Changes.Count);
        Assert.Equal(2, _world.Lists);
    }

    [Fact]
    public async Task An_open_watch_that_is_told_that_it_expired_is_made_up_for_by_a_list()
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        _world.Server.SendToWatches(ApiFault.ExpiredEvent + "\n");
        await _world.PutAsync("sign", "later");

        await _world.Timers.PassPauseAsync(1, Token);
        await running.UntilAsync("sign", "later", Token);

        Assert.Equal(2, _world.Lists);
    }

    [Theory]
    [InlineData("this is no event\n")]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":7}}}\n")]
    [InlineData("{\"type\":7}\n")]
    [InlineData("{\"type\":\"MODIFIED\",\"object\":{}}\n")]
    [InlineData("\n")]
    [InlineData("{\"type\":\"ERROR\",\"object\":\"no status\"}\n")]
    public async Task A_line_that_is_garbage_is_made_up_for_by_a_list(string line)
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        _world.Server.SendToWatches(line);
        await _world.PutAsync("sign", "later");

        await _world.Timers.PassPauseAsync(1, Token);
        await running.UntilAsync("sign", "later", Token);

        Assert.Equal(2, _world.Lists);
    }

    [Fact]
    public async Task The_beginning_of_a_line_that_was_cut_off_is_no_event()
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        running.Forget();
        _world.Server.SendToWatches("""{"type":"DELETED","object":{"metadata":{"namespace":"a","name":"sign" """);
        _world.Server.BreakWatches();

        await _world.Timers.PassPauseAsync(1, Token);
        await _world.HearAsync("later");

        Assert.Single(running.Changes);
        Assert.Equal(1, _world.Lists);
    }

    [Fact]
    public async Task An_event_of_a_kind_that_is_not_known_yet_is_passed_over()
    {
        await _world.StartAsync();
        await _world.HearAsync("heard");
        _world.Server.SendToWatches("{\"type\":\"RENAMED\",\"object\":{\"metadata\":{\"name\":\"x\",\"resourceVersion\":\"9\"}}}\n");
        await _world.HearAsync("later");

        Assert.Equal(1, _world.Watches);
    }

    [Fact]
    public async Task An_event_is_told_as_soon_as_its_line_is_whole_however_slowly_it_drips()
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        var whole = """{"type":"ADDED","object":{"metadata":{"namespace":"a","name":"drip","uid":"u","resourceVersion":"77"},"data":{"value":"é"}}}""" + "\n";
        foreach (var letter in whole)
        {
            Assert.Null(running.Store.Find(Objects.Key("drip")));
            _world.Server.SendToWatches($"{letter}");
        }

        await running.UntilAsync("drip", "é", Token);
        Assert.Equal(1, _world.Server.OpenWatches);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)]
    [InlineData(HttpStatusCode.BadRequest, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    [InlineData(HttpStatusCode.BadGateway, false)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.Forbidden, false)]
    public async Task A_refusal_is_waited_out_and_listed_again_only_where_the_place_may_be_at_fault(HttpStatusCode code, bool lists)
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        _world.Server.Faults.Next(ApiFault.Answer(code, "Refused"), FakeWorld.IsWatch, times: 1);
        _world.Server.EndWatches();
        await _world.PutAsync("sign", "later");

        await _world.Timers.PassPauseAsync(1, Token);
        await running.UntilAsync("sign", "later", Token);

        await _world.UntilWatchAsync(3);
        Assert.Equal(lists ? 2 : 1, _world.Lists);
    }

    [Fact]
    public async Task A_handler_that_throws_loses_no_change_and_does_not_end_it()
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        var fault = true;
        TaskCompletionSource thrown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        running.Store.Changed += (_, _) =>
        {
            if (fault)
            {
                thrown.TrySetResult();
                throw new InvalidOperationException("a handler's fault");
            }
        };
        await _world.PutAsync("sign", "told all the same");
        await _world.PutAsync("b", "later");
        await running.UntilAsync("sign", "told all the same", Token);
        // The store has it before this handler hears of it.
        await thrown.Task.WaitAsync(Signal.AtMost, Token);
        fault = false;

        await _world.Timers.PassPauseAsync(1, Token);
        await running.UntilAsync("b", "later", Token);

        Assert.False(running.HasEnded);
        Assert.Equal(2, _world.Lists);
    }

    [Fact]
    public async Task What_fails_while_it_is_told_to_stop_is_not_what_it_throws()
    {
        await _world.PutManyAsync(1);
        using var stop = new CancellationTokenSource();
        using var client = new KubernetesClient(FakeApiServer.Url, _world.Server);
        var store = new Store<ConfigMap>();
        store.Changed += (_, _) =>
        {
            stop.Cancel();
            throw new InvalidOperationException("a handler's fault");
        };
        var reflector = new Reflector<ConfigMap>(client, store, new Selection("a"), _world.Time, new Random(1), NullLogger<Reflector<ConfigMap>>.Instance);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reflector.RunAsync(stop.Token));
    }

    [Fact]
    public async Task Two_hundred_reconnects_leave_one_watch_open()
    {
        await _world.StartAsync();
        for (var round = 1; round <= 200; round++)
        {
            await _world.HearAsync($"{round}");
            _world.Server.EndWatches();
            await _world.UntilWatchAsync(round + 1);
        }

        await _world.HearAsync("last");
        Assert.Equal(1, _world.Server.OpenWatches);
        Assert.Equal(1, _world.Lists);
        Assert.Equal(_world.WatchedFrom, _world.WatchedFrom.OrderBy(version => int.Parse(version, CultureInfo.InvariantCulture)));
    }
}
