using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Stores;

[Trait("Requires", "ApiServer")]
public sealed class ReflectorCrashTests(ITestOutputHelper output)
{
    private const int Crashes = 20;
    private const int Objects = 1_000;
    private const int WritesBetween = 100;
    private const int RequestsOfACrash = 20;

    private readonly Signal _isBack = new();
    private readonly Signal _wrote = new();
    private int _writes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_crashes_twenty_times_under_a_thousand_changing_objects_ends_equal_to_the_store()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await using var server = await KubernetesApiServer.StartNewAsync(cancellationToken: Token);
        await using var world = await ServerWorld.OfAsync(server);
        await world.CreateManyAsync(Objects);
        await world.CreateAsync("sign", Token);
        // Ten times as fast: else most crashes would pass while it pauses.
        await using var running = await world.StartAsync(new FastTime(10));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = WriteAsync(world, new Random(seed), stop.Token);

        for (var crash = 1; crash <= Crashes; crash++)
        {
            await server.KillAsync();
            await server.StartAsync(Token);
            _isBack.Raise();
            await world.SetAsync("sign", $"{crash}", Token);
            await running.UntilAsync("sign", $"{crash}", Token);
            var enough = _writes + WritesBetween;
            await _wrote.UntilAsync(() => _writes >= enough, $"{enough} writes", cancellationToken: Token);
        }

        await stop.CancelAsync();
        await writing;
        await world.UntilEqualAsync(running);
        var requests = world.Gate.Requests.Count;
        output.WriteLine($"{_writes} writes, {running.Changes.Count} changes told, {requests} requests ({world.Gate.Count("list")} lists)");
        Assert.InRange(requests, Crashes, Crashes * RequestsOfACrash);
    }

    /// <summary>Changes, deletes and makes objects, as fast as the server lets it, until it is stopped.</summary>
    private async Task WriteAsync(ServerWorld world, Random random, CancellationToken stop)
    {
        while (true)
        {
            var back = _isBack.Next;
            try
            {
                await WriteOnceAsync(world, $"m{random.Next(Objects):0000}", random.Next(10), stop);
                Interlocked.Increment(ref _writes);
                _wrote.Raise();
            }
            catch (KubernetesException exception) when (exception.IsTransient)
            {
                await Task.WhenAny(back, Task.Delay(Timeout.Infinite, stop));
            }
            catch (KubernetesException exception) when (exception.IsNotFound || exception.IsConflict)
            {
                // It is away, or here, already.
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static Task WriteOnceAsync(ServerWorld world, string name, int what, CancellationToken stop) => what switch
    {
        0 => world.DeleteAsync(name, stop),
        1 => world.CreateAsync(name, stop),
        _ => world.SetAsync(name, Guid.NewGuid().ToString(), stop),
    };
}
