using System.Net;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>Of what a network does between a reflector and a real server.</summary>
[Trait("Requires", "ApiServer")]
public sealed class ReflectorProxyTests(ITestOutputHelper output) : IAsyncLifetime
{
    private KubernetesApiServer _server = null!;
    private ApiProxy _proxy = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SharedApiServer.GetAsync();
        _proxy = await ApiProxy.StartAsync(_server, Token);
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task An_event_that_has_come_is_told_while_the_next_one_drips(string version)
    {
        await using var world = await StartAsync(version);
        var drip = new Drip();
        _proxy.Faults.Next(ApiFault.Slow(drip), request => request.Verb == "watch");
        await using var running = await world.StartAsync();
        await world.CreateAsync("first", Token);
        await world.CreateAsync("second", Token);

        drip.AllowLines(1);
        await running.UntilAsync("first", "", Token);
        for (var drop = 0; drop < 20; drop++)
        {
            drip.AllowBytes(1);
        }

        Assert.Single(running.Store.List());
        drip.AllowLines(1);
        await running.UntilAsync("second", "", Token);
        Assert.Equal(1, world.Gate.Count("watch"));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_connection_that_stays_open_and_silent_is_left_and_what_it_kept_back_is_caught_up_with(string version)
    {
        await using var world = await StartAsync(version);
        await world.CreateManyAsync(5);
        await using var running = await world.StartAsync(new FastTime(200));
        _proxy.HoldWatches();
        await world.SetAsync("m0001", "kept back", Token);
        await world.DeleteAsync("m0002", Token);
        var watches = world.Gate.Count("watch");

        // One of them begins after the changes.
        await world.Gate.UntilAsync(watches + 2, "watch", Token);
        Assert.Equal(5, running.Store.Count);
        _proxy.ReleaseWatches();

        await world.UntilEqualAsync(running);
        Assert.Equal(1, world.Gate.Count("list"));
    }

    [Fact]
    public async Task Watches_that_break_after_every_other_event_lose_none_and_need_no_list()
    {
        await using var world = await StartAsync("2.0");
        await world.CreateManyAsync(5);
        _proxy.Faults.Always(ApiFault.CutWatch(2), request => request.Verb == "watch");
        await using var running = await world.StartAsync(new FastTime(100));

        for (var change = 1; change <= 60; change++)
        {
            await world.SetAsync("m0001", $"{change}", Token);
        }

        await running.UntilAsync("m0001", "60", Token);
        Assert.Equal(1, world.Gate.Count("list"));
        // Of two events that came at once the second may be lost with the connection.
        Assert.InRange(world.Gate.Count("watch"), 30, 70);
        Assert.Equal(60, running.Changes.Count(change => change.StartsWith("m0001 from", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_list_that_breaks_in_the_middle_of_a_page_takes_nothing_from_the_store()
    {
        await using var world = await StartAsync("2.0");
        await world.CreateManyAsync(700);
        await using var running = await world.StartAsync(new FastTime(10));
        await world.SetAsync("m0001", "heard", Token);
        await running.UntilAsync("m0001", "heard", Token);
        running.Forget();
        _proxy.Faults.Next(ApiFault.CutBody(100_000), request => request.Verb == "list");
        _proxy.Faults.Next(ApiFault.CutBody(10), request => request.Verb == "list" && request.Query.ContainsKey("continue"));
        _proxy.SendToWatches(ApiFault.ExpiredEvent + "\n");

        await world.Gate.UntilAsync(2, "watch", Token);

        Assert.Equal(700, running.Store.Count);
        Assert.Empty(running.Changes);
        Assert.Equal(2 + 1 + 2 + 2, world.Gate.Count("list"));
    }

    [Fact]
    public async Task A_storm_of_refusals_is_survived_without_a_storm_of_requests()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var world = await StartAsync("2.0");
        await world.CreateManyAsync(50);
        await using var running = await world.StartAsync(new FastTime(100));
        ApiFault[] faults =
        [
            ApiFault.Answer(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(2)),
            ApiFault.Answer(HttpStatusCode.InternalServerError, "InternalError"),
            ApiFault.Answer(HttpStatusCode.Gone, "Expired"),
            ApiFault.Answer(HttpStatusCode.Unauthorized, "Unauthorized"),
            ApiFault.Html(HttpStatusCode.BadGateway),
            ApiFault.Succeed("{}"),
            ApiFault.Succeed(ApiFault.ExpiredEvent + "\n"),
            ApiFault.Break,
        ];
        const int Refusals = 60;
        await world.SetAsync("m0000", "heard", Token);
        await running.UntilAsync("m0000", "heard", Token);
        for (var refusal = 0; refusal < Refusals; refusal++)
        {
            _proxy.Faults.Next(faults[random.Next(faults.Length)], request => request.Verb is "list" or "watch");
        }

        _proxy.EndWatches();
        for (var change = 0; change < 50; change++)
        {
            await world.SetAsync($"m{change:0000}", "changed", Token);
        }

        await running.UntilAsync("m0049", "changed", Token);
        await world.UntilEqualAsync(running);
        output.WriteLine($"{world.Gate.Requests.Count} requests");
        // Each that is refused costs itself, and perhaps a list and a watch that are.
        Assert.InRange(world.Gate.Requests.Count, Refusals, 2 * Refusals);
    }

    private Task<ServerWorld> StartAsync(string version) =>
        ServerWorld.OfAsync(_server, new KubernetesClientOptions { HttpVersion = Version.Parse(version) }, _proxy.Url);
}
