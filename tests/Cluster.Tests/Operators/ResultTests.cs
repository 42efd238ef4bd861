using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class ResultTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_result_that_is_too_long_for_the_status_is_in_a_ConfigMap_and_is_the_one_of_a_local_run()
    {
        var edges = string.Join(", ", Enumerable.Range(0, 400).Select(edge => $"\"{edge / 400m}\""));
        var manifest =
            $$"""
            apiVersion: paralleljobs.io/v1alpha1
            kind: ParallelJob
            metadata: { name: long }
            spec:
              range: { start: 0, end: 100000 }
              kernel: { name: integrate }
              reduce: { name: Histogram, edges: [ {{edges}} ] }
              workers: { {{SmallJobs.Requests}} }
            """;
        await Installation.ApplyAsync(manifest, Token);

        var ended = await Installation.UntilFinishedAsync("long", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        Assert.Null(ended.Result!.Value);
        Assert.Equal($"configmap/{ended.Result.ConfigMap}", ended.Summary!.Result);
        var local = await LocalRun.OfAsync(manifest, Token);
        Assert.Equal(local.Digest, ended.Result.Digest);
        var map = await Installation.Client.GetAsync<ConfigMap>(Installation.Namespace, ended.Result.ConfigMap!, Token);
        using var kept = JsonDocument.Parse(map.Data!["result.json"]);
        Assert.True(JsonElement.DeepEquals(local.Value, kept.RootElement), $"{local.Value}\n{kept.RootElement}");
        await Installation.LeaveNothingAsync(Token);
    }

    [Theory]
    [InlineData("threads", "mode: Threads")]
    [InlineData("processes", "mode: Processes, slots: 2")]
    [InlineData("several", "replicas: 2, slots: 3")]
    public async Task However_a_job_is_computed_the_result_is_the_one_of_a_local_run(string name, string workers)
    {
        var manifest = SmallJobs.Pi(name, workers: workers);
        await Installation.ApplyAsync(manifest, Token);

        var ended = await Installation.UntilFinishedAsync(name, cancellationToken: Token);

        (await LocalRun.OfAsync(manifest, Token)).Is(ended.Result);
        await Installation.LeaveNothingAsync(Token);
    }

    /// <summary>As many as whole cores of the limit, not as the node has.</summary>
    [Fact]
    public async Task A_worker_has_a_slot_for_each_core_of_its_limit()
    {
        (string Name, string Limit, int Slots)[] cases = [("half", "500m", 1), ("more", "1900m", 1), ("three", "3", 3)];
        await Installation.ApplyAsync(
            string.Join("\n---\n", cases.Select(one => SmallJobs.Held(one.Name, workers: $"resources: {{ requests: {{ cpu: 20m, memory: 48Mi }}, limits: {{ cpu: {one.Limit} }} }}"))),
            Token);
        foreach (var (name, _, slots) in cases)
        {
            await Installation.UntilAsync(name, status => status.Workers?.Ready == 1, "to run", cancellationToken: Token);
            var pod = Assert.Single((await Installation.Client.ListAsync<Pod>(new Selection(Installation.Namespace, $"paralleljobs.io/job-name={name}"), Token)).Items);
            Assert.Contains($" {slots} slots", await Installation.Space.LogAsync(pod.Metadata.Name!), StringComparison.Ordinal);
        }

        await Installation.LeaveNothingAsync(Token);
    }
}
