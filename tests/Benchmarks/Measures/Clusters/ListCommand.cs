using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;

namespace ParallelJobs.Benchmarks.Measures.Clusters;

/// <summary>
/// Lists all objects of a namespace into a store, as an operator does when it starts, in a process of its own. Prints seconds, as the answer the
/// objects in the store, and in megabytes the most memory (resident set) that the process held until then.
/// </summary>
internal static class ListCommand
{
    public const string Name = "list";

    public static Command Create()
    {
        var plural = new Argument<string>("plural");
        var @namespace = new Argument<string>("namespace");
        var kubeconfig = new Argument<string>("kubeconfig");
        var command = new Command(Name, "Lists objects into a store.") { plural, @namespace, kubeconfig };
        command.Hidden = true;
        command.SetAction((line, stop) => line.GetValue(plural) switch
        {
            "pods" => RunAsync<Pod>(line.GetValue(@namespace)!, line.GetValue(kubeconfig)!, stop),
            "configmaps" => RunAsync<ConfigMap>(line.GetValue(@namespace)!, line.GetValue(kubeconfig)!, stop),
            var unknown => throw new InvalidOperationException($"nothing is known of {unknown}"),
        });
        return command;
    }

    private static async Task<int> RunAsync<T>(string @namespace, string kubeconfig, CancellationToken stop)
        where T : class, IResource<T>
    {
        var start = TimeProvider.System.GetTimestamp();
        using var client = new KubernetesClient(ClusterConfig.Load(kubeconfig));
        var store = new Store<T>();
        var reflector = new Reflector<T>(
            client, store, new Selection(@namespace), TimeProvider.System, Random.Shared, NullLogger<Reflector<T>>.Instance);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = reflector.RunAsync(ending.Token);
        await store.WaitUntilSyncedAsync(stop);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var megabytes = PeakMegabytes();
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{{\"seconds\": {seconds}, \"answer\": {store.Count}, \"megabytes\": {megabytes}}}"));
        return 0;
    }

    /// <summary>proc(5): "VmHWM:", a number, "kB", which are of 1,024 bytes.</summary>
    private static double PeakMegabytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
