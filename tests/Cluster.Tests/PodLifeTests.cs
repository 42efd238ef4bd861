using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Cluster.Tests;

[Trait("Requires", "Cluster")]
public sealed class PodLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_clients_see_a_pod_wait_run_and_succeed_each_state_once()
    {
        await using var space = await TestNamespace.CreateAsync();
        using var other = space.Cluster.Client();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (first, second) = (new List<string>(), new List<string>());
            await using var one = await space.WatchAsync<Pod>(heard: (_, after) => Note(first, after));
            await using var two = await new WatchedStore<Pod>(other, new(space.Name), (_, after) => Note(second, after)).SyncedAsync(Token);
            var signals = new Volume { Name = "signals", HostPath = new HostPathVolume { Path = folder.FullName } };
            var shell = Pods.Shell("until [ -e /signals/end ]; do sleep 0.1; done", signals) with { SecurityContext = null };
            await space.Client.CreateAsync(new Pod { Metadata = new ObjectMeta { Namespace = space.Name, Name = "life" }, Spec = shell }, cancellationToken: Token);

            await UntilAsync("Running");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "end"), "", Token);
            await UntilAsync("Succeeded");

            string[] life = ["Pending", "Running", "Succeeded"];
            Assert.Equal(life, first);
            Assert.Equal(life, second);

            Task UntilAsync(string phase) => Task.WhenAll(
                one.UntilAsync(space.Key("life"), pod => pod.Status?.Phase == phase, $"to be {phase}", TestNamespace.PodTime, Token),
                two.UntilAsync(space.Key("life"), pod => pod.Status?.Phase == phase, $"to be {phase}", TestNamespace.PodTime, Token));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_pod_that_is_deleted_while_it_runs_is_seen_to_go()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var pods = await space.WatchAsync<Pod>();
        await space.Client.CreateAsync(
            new Pod { Metadata = new ObjectMeta { Namespace = space.Name, Name = "goes" }, Spec = Pods.Shell("exec sleep 1000") }, cancellationToken: Token);
        await pods.UntilAsync(space.Key("goes"), pod => pod.Status?.Phase == "Running", "to run", TestNamespace.PodTime, Token);

        Assert.True(await space.Client.DeleteAsync<Pod>(space.Name, "goes", cancellationToken: Token));
        await pods.UntilGoneAsync(space.Key("goes"), TestNamespace.PodTime, Token);

        Assert.Null(await space.Client.FindAsync<Pod>(space.Name, "goes", Token));
    }

    private static void Note(List<string> phases, Pod? pod)
    {
        if (pod?.Status?.Phase is { } phase && phases.LastOrDefault() != phase)
        {
            phases.Add(phase);
        }
    }
}
