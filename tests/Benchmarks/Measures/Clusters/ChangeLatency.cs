using System.Text.Json.Nodes;
using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Benchmarks.Measures.Clusters;

/// <summary>
/// Milliseconds from before a change is sent to the API server until another process has printed it, of changes one at a time, each when the last one
/// was printed.
/// </summary>
/// <param name="watcher">Starts the process, which prints the number in each ConfigMap of the namespace as it changes.</param>
/// <param name="changes">How many.</param>
/// <param name="quantile">Of their times; 0.5 is the median.</param>
internal sealed class ChangeLatency(Func<KubernetesApiServer, string, TestProcess> watcher, int changes, double quantile) : IMeasure
{
    /// <summary>Where the number is.</summary>
    public const string Field = "number";

    private const string Changed = "changed";
    private const int WarmUp = 100;
    private const int Attempts = 60;
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(1);

    public static ChangeLatency Ours(int changes, double quantile) => new(
        (server, @namespace) => TestProcess.Start(Environment.ProcessPath!, [ReactCommand.Name, @namespace, server.KubeConfigFile]), changes, quantile);

    public static ChangeLatency Python(int changes, double quantile) => new(
        (server, @namespace) => TestProcess.Start(Programs.Python, [Folders.Peer("kubernetes_peers.py"), "changes", @namespace, server.KubeConfigFile]),
        changes,
        quantile);

    public static ChangeLatency Kubectl(int changes, double quantile) => new(
        (server, @namespace) => server.Kubectl(
            ["get", "configmaps", "--namespace", @namespace, "--watch", "--output", $"jsonpath={{.data.{Field}}}{{\"\\n\"}}"]),
        changes,
        quantile);

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var server = await ClusterServer.StartAsync(cancellationToken);
        var @namespace = await server.CreateNamespaceAsync(cancellationToken);
        using var client = server.Client();
        await client.CreateAsync(
            new ConfigMap { Metadata = new ObjectMeta { Name = Changed, Namespace = @namespace } }, cancellationToken: cancellationToken);
        await using var process = watcher(server, @namespace);
        try
        {
            await UntilItWatchesAsync(client, @namespace, process, cancellationToken);
            return await MeasureAsync(client, @namespace, process, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            throw new MeasureFailedException($"a change was not seen: {string.Concat(process.Errors.TakeLast(1))}", e);
        }
    }

    private async Task<Measurement> MeasureAsync(KubernetesClient client, string @namespace, TestProcess process, CancellationToken cancellationToken)
    {
        List<double> seen = [], written = [];
        for (var i = 0; i < WarmUp + changes; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await ChangeAsync(client, @namespace, $"{i}", cancellationToken);
            written.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            await process.WaitForLineAsync(line => line == $"{i}", cancellationToken: cancellationToken);
            seen.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Measurement(Quantile(seen), Detail: FormattableString.Invariant($"the write was answered after {Quantile(written):0.00} ms"));
    }

    /// <summary>Changes before its watch began are not told, or come as its first state: so a few are made until one is.</summary>
    private static async Task UntilItWatchesAsync(KubernetesClient client, string @namespace, TestProcess process, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await ChangeAsync(client, @namespace, $"attempt-{attempt}", cancellationToken);
            try
            {
                await process.WaitForLineAsync(line => line == $"attempt-{attempt}", Attempt, cancellationToken);
                return;
            }
            catch (TimeoutException) when (attempt < Attempts)
            {
                // It is still starting.
            }
        }
    }

    private static Task<ConfigMap> ChangeAsync(KubernetesClient client, string @namespace, string number, CancellationToken cancellationToken) =>
        client.PatchAsync<ConfigMap>(
            @namespace, Changed, Patch.Merge(new JsonObject { ["data"] = new JsonObject { [Field] = number } }), cancellationToken: cancellationToken);

    private double Quantile(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Skip(WarmUp).Order()];
        return sorted[(int)Math.Round(quantile * (sorted.Length - 1))];
    }
}
