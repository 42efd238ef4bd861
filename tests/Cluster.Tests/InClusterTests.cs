using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Cluster.Tests;

/// <summary>
/// Runs tests/InClusterProbe in pods. The node must see this machine's folders, and have the image localhost/base:1.
/// </summary>
[Trait("Requires", "Cluster")]
public sealed class InClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string ProbeFolder
    {
        get
        {
            // ...tests/Cluster.Tests/bin/CONFIGURATION/net10.0/
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            var tests = output.Parent!.Parent!.Parent!.Parent!;
            return Path.Combine(tests.FullName, "InClusterProbe", "bin", output.Parent.Name, output.Name, "linux-x64");
        }
    }

    [Fact]
    public async Task A_program_in_pods_hears_leads_in_turn_writes_and_is_refused_with_the_verb_and_the_resource()
    {
        await using var space = await TestNamespace.CreateAsync();
        await using var maps = await space.WatchAsync<ConfigMap>();
        await using var jobs = await space.WatchAsync<Job>();
        await using var pods = await space.WatchAsync<Pod>();
        await ApplyAsync(space);

        await maps.UntilAsync(store => Named(store.List(), "listed-").Count == 2, "both to have listed", TestNamespace.PodTime, Token);
        await space.Client.PatchAsync<ConfigMap>(
            space.Name, "question", Patch.Merge(new JsonObject { ["data"] = new JsonObject { ["value"] = "forty-two" } }), cancellationToken: Token);
        var ended = await jobs.UntilAsync(space.Key("probe"), Pods.HasEnded, "to end", TestNamespace.PodTime, Token);

        var logs = await Task.WhenAll(pods.Store.List().Select(pod => space.LogAsync(pod.Metadata.Name!)));
        Assert.True(Pods.IsTrue(ended.Status!.Conditions, "Complete"), string.Join('\n', logs));
        Assert.Equal(2, logs.Length);
        Assert.All(logs, log =>
        {
            Assert.Contains("heard forty-two\n", log, StringComparison.Ordinal);
            Assert.Contains("led: Ended\n", log, StringComparison.Ordinal);
            Assert.Contains($"403 secrets is forbidden: User \"system:serviceaccount:{space.Name}:probe\" cannot list resource \"secrets\"", log, StringComparison.Ordinal);
        });
        var answers = Named((await space.Client.ListAsync<ConfigMap>(new Selection(space.Name), cancellationToken: Token)).Items, "answer-");
        Assert.Equal(
            pods.Store.List().Select(pod => $"forty-two {pod.Metadata.Uid}").Order(StringComparer.Ordinal),
            answers.Select(answer => answer.Data!["value"]).Order(StringComparer.Ordinal));
    }

    private static async Task ApplyAsync(TestNamespace space)
    {
        Assert.True(File.Exists(Path.Combine(ProbeFolder, "in-cluster-probe")), $"{ProbeFolder} has no probe: build the solution");
        var manifest = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Manifests", "probe.yaml"), Token))
            .Replace("NAMESPACE", space.Name, StringComparison.Ordinal)
            .Replace("FOLDER", ProbeFolder, StringComparison.Ordinal);
        await using var kubectl = space.Cluster.Kubectl(["create", "--filename=-"], manifest);
        Assert.True(await kubectl.WaitForExitAsync(cancellationToken: Token) == 0, $"{kubectl}");
    }

    private static List<ConfigMap> Named(IEnumerable<ConfigMap> maps, string prefix) =>
        [.. maps.Where(map => map.Metadata.Name!.StartsWith(prefix, StringComparison.Ordinal))];
}
