using System.Globalization;
using System.Net;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Stores;

public sealed class ReflectorTimeTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly FakeWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task It_still_delivers_after_five_days_in_each_watch_of_which_it_asked_the_server_to_end_it()
    {
        await _world.StartAsync();
        var began = _world.Time.GetUtcNow();
        for (var round = 2; _world.Time.GetUtcNow() - began < TimeSpan.FromDays(5); round++)
        {
            await _world.HearAsync($"{round}");
            Assert.True(_world.Time.AdvanceToNextTimer());
            await _world.UntilWatchAsync(round);
        }

        await _world.HearAsync("after five days");
        var watches = _world.Server.Requests.All.Where(FakeWorld.IsWatch).ToList();
        output.WriteLine($"{watches.Count} watches");
        Assert.InRange(watches.Count, 5 * 24 * 6, 5 * 24 * 12);
        var seconds = watches.Select(watch => int.Parse(watch.Query["timeoutSeconds"], CultureInfo.InvariantCulture)).ToList();
        Assert.All(seconds, each => Assert.InRange(each, 300, 600));
        Assert.True(seconds.Distinct().Count() > 100, "all at the same time: no jitter");
        Assert.Equal(1, _world.Lists);
        Assert.Equal(1, _world.Server.OpenWatches);
        Assert.Empty(_world.Timers.Pauses);
    }

    [Fact]
    public async Task A_connection_that_has_died_silently_is_given_up_after_the_watch_was_to_end_and_made_up_for()
    {
        _world.Deaf.IsDeaf = true;
        await _world.PutManyAsync(2);
        var running = await _world.StartAsync();
        await _world.DeleteAsync("m0000");
        await _world.PutAsync("m0001", "unheard");
        _world.Deaf.IsDeaf = false;

        // More than it asked the server for, and bounded.
        var timeout = TimeSpan.FromSeconds(int.Parse(_world.Server.Requests.All.Single(FakeWorld.IsWatch).Query["timeoutSeconds"], CultureInfo.InvariantCulture));
        var patience = Assert.Single(_world.Timers.Idles);
        Assert.InRange(patience, timeout, timeout + TimeSpan.FromMinutes(1));
        _world.Time.Advance(patience);
        await running.UntilAsync("m0001", "unheard", Token);

        Assert.Null(running.Store.Find(Objects.Key("m0000")));
        Assert.Equal(1, _world.Lists);
        Assert.Empty(_world.Timers.Pauses);
    }

    [Fact]
    public async Task A_watch_that_ends_at_once_is_asked_for_less_and_less()
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        _world.Server.Faults.Always(ApiFault.Succeed(""), FakeWorld.IsWatch);
        var before = _world.Watches;
        _world.Server.EndWatches();
        var (passed, pauses) = (TimeSpan.Zero, 0);
        while (passed < TimeSpan.FromMinutes(10))
        {
            passed += await _world.Timers.PassPauseAsync(++pauses, Token);
        }

        output.WriteLine($"{_world.Watches - before} watches in {passed}");
        Assert.InRange(_world.Watches - before, 10, 50);
        Assert.Equal(1, _world.Lists);

        await _world.Timers.UntilPauseAsync(++pauses, Token);
        _world.Server.Faults.Clear();
        await _world.PutAsync("sign", "later");
        await _world.Timers.PassPauseAsync(pauses, Token);
        await running.UntilAsync("sign", "later", Token);
    }

    [Fact]
    public async Task It_pauses_twice_as_long_each_time_and_from_the_beginning_after_two_quiet_minutes()
    {
        _world.Server.Faults.Always(ApiFault.Break);
        _world.Start();
        double[] shortest = [0.8, 1.6, 3.2, 6.4, 12.8, 15, 15, 15];
        for (var pause = 0; pause < shortest.Length; pause++)
        {
            var seconds = (await _world.Timers.PassPauseAsync(pause + 1, Token)).TotalSeconds;
            Assert.InRange(seconds, shortest[pause], 2 * shortest[pause]);
        }

        await _world.Timers.UntilPauseAsync(9, Token);
        _world.Server.Faults.Clear();
        await _world.Timers.PassPauseAsync(9, Token);
        await _world.Running.SyncedAsync(Token);
        await _world.HearAsync("heard");
        _world.Time.Advance(TimeSpan.FromSeconds(120));
        _world.Server.BreakWatches();
        Assert.InRange((await _world.Timers.PassPauseAsync(10, Token)).TotalSeconds, 0.8, 1.6);
    }

    [Fact]
    public async Task Reflectors_that_fail_together_do_not_come_back_together()
    {
        List<TimeSpan> first = [];
        for (var seed = 1; seed <= 20; seed++)
        {
            await using var world = new FakeWorld();
            world.Server.Faults.Always(ApiFault.Break);
            world.Start(seed);
            first.Add(await world.Timers.PassPauseAsync(1, Token));
        }

        Assert.True(first.Distinct().Count() > 15, string.Join(", ", first));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(45, 45)]
    [InlineData(int.MaxValue, 300)]
    public async Task A_server_that_asks_to_be_left_alone_is_for_that_long_but_not_for_ever(int asked, int waited)
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        _world.Server.Faults.Next(
            ApiFault.Answer(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(asked)), FakeWorld.IsWatch);
        _world.Server.EndWatches();
        await _world.PutAsync("sign", "later");

        Assert.Equal(TimeSpan.FromSeconds(waited), await _world.Timers.PassPauseAsync(1, Token));
        await running.UntilAsync("sign", "later", Token);

        Assert.False(running.HasEnded);
        Assert.Equal(1, _world.Lists);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_after_the_clients_time()
    {
        _world.Server.Faults.Next(ApiFault.Hang, FakeWorld.IsList);
        await _world.PutManyAsync(1);
        var running = _world.Start();
        await _world.UntilListAsync(1);
        Assert.True(_world.RequestTime.AdvanceToNextTimer());

        await _world.Timers.PassPauseAsync(1, Token);
        await running.SyncedAsync(Token);
        Assert.Equal(1, running.Store.Count);
    }

    [Fact]
    public async Task It_tells_how_long_it_has_heard_nothing()
    {
        var running = await _world.StartAsync();
        await _world.HearAsync("heard");
        Assert.Equal(TimeSpan.Zero, running.Reflector.SinceLastHeard);

        _world.Time.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal(TimeSpan.FromSeconds(70), running.Reflector.SinceLastHeard);

        await _world.HearAsync("again");
        Assert.Equal(TimeSpan.Zero, running.Reflector.SinceLastHeard);
    }
}
