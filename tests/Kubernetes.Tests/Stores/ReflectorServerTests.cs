using System.Net;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Stores;

[Trait("Requires", "ApiServer")]
public sealed class ReflectorServerTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_thousand_objects_come_in_pages_of_one_moment_and_changes_go_on_from_there()
    {
        await using var world = await ServerWorld.OfAsync(await SharedApiServer.GetAsync());
        await world.CreateManyAsync(5_000);

        await using var running = await world.StartAsync();

        Assert.Equal(5_000, running.Store.Count);
        var pages = world.Gate.Requests.Where(request => request.Verb == "list").ToList();
        Assert.Equal(10, pages.Count);
        Assert.Equal(9, pages.Where(page => page.Query.ContainsKey("continue")).Select(page => page.Query["continue"]).Distinct(StringComparer.Ordinal).Count());
        await world.SetAsync("m4999", "changed", Token);
        await running.UntilAsync("m4999", "changed", Token);
    }

    [Fact]
    public async Task What_was_deleted_and_compacted_away_while_the_server_could_not_be_reached_goes()
    {
        await using var server = await KubernetesApiServer.StartNewAsync(cancellationToken: Token);
        await using var world = await ServerWorld.OfAsync(server);
        await world.CreateManyAsync(1_200);
        await using var running = await world.StartAsync(new FastTime(10));

        world.Gate.IsClosed = true;
        await server.KillAsync();
        await server.StartAsync(Token);
        await world.DeleteAsync("m0007", Token);
        await world.DeleteAsync("m1100", Token);
        await world.CreateAsync("new", Token);
        await world.SetAsync("m0008", "changed", Token);
        await server.CompactAsync(Token);
        // Its cache of changes begins anew: what the reflector had is too old for it.
        await server.KillAsync();
        await server.StartAsync(Token);
        running.Forget();
        world.Gate.IsClosed = false;

        await world.UntilEqualAsync(running);
        Assert.Equal(4, running.Changes.Count);
        Assert.Equal(6, world.Gate.Count("list"));
    }

    [Fact]
    public async Task A_server_that_stands_still_beyond_all_patience_is_watched_anew_and_nothing_is_missed()
    {
        await using var server = await KubernetesApiServer.StartNewAsync(cancellationToken: Token);
        await using var world = await ServerWorld.OfAsync(server, new KubernetesClientOptions { HttpVersion = HttpVersion.Version11 });
        await world.CreateManyAsync(10);
        await using var running = await world.StartAsync(new FastTime(100));
        await world.SetAsync("m0003", "heard", Token);
        await running.UntilAsync("m0003", "heard", Token);
        var watches = world.Gate.Count("watch");

        server.Freeze();
        await world.Gate.UntilAsync(watches + 1, "watch", Token);
        server.Thaw();
        await world.SetAsync("m0003", "thawed", Token);
        await world.DeleteAsync("m0004", Token);

        await running.UntilAsync("m0003", "thawed", Token);
        await world.UntilEqualAsync(running);
        Assert.Equal(1, world.Gate.Count("list"));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Two_hundred_reconnects_leave_as_many_connections_as_there_were(string version)
    {
        // One of its own, so that no other test's connections are counted.
        await using var server = await KubernetesApiServer.StartNewAsync(cancellationToken: Token);
        await using var world = await ServerWorld.OfAsync(server, new KubernetesClientOptions { HttpVersion = Version.Parse(version) });
        await world.CreateManyAsync(1);
        // Its patience with a watch is a few hundredths of a second.
        await using var running = await world.StartAsync(new FastTime(10_000));
        await world.Gate.UntilAsync(20, "watch", Token);
        var before = Connections(world.Server.Port);

        await world.Gate.UntilAsync(220, "watch", Token);
        await world.SetAsync("m0000", "still heard", Token);
        await running.UntilAsync("m0000", "still heard", Token);
        var after = Connections(world.Server.Port);
        output.WriteLine($"HTTP/{version}: {before} connections, then {after}; {world.Gate.Count("list")} lists");
        Assert.InRange(after, 1, before + 3);
        Assert.Equal(1, world.Gate.Count("list"));
    }

    /// <summary>Open ones of this process to a port of this machine.</summary>
    private static int Connections(int port)
    {
        var own = Directory.EnumerateFiles("/proc/self/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
            .Select(target => target![8..^1])
            .ToHashSet(StringComparer.Ordinal);
        var ends = $":{port:X4}";
        return File.ReadLines("/proc/self/net/tcp").Concat(File.ReadLines("/proc/self/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields.Length > 9 && fields[2].EndsWith(ends, StringComparison.Ordinal) && own.Contains(fields[9]));
    }
}
