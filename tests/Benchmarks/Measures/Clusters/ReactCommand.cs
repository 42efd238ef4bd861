using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;

namespace ParallelJobs.Benchmarks.Measures.Clusters;

/// <summary>
/// The least operator: a reflector, a store, a queue and a controller, which prints what it finds in each ConfigMap that it reconciles. It runs until
/// it is killed.
/// </summary>
internal static class ReactCommand
{
    public const string Name = "react";

    public static Command Create()
    {
        var @namespace = new Argument<string>("namespace");
        var kubeconfig = new Argument<string>("kubeconfig");
        var command = new Command(Name, "Prints the number of each ConfigMap of a namespace whenever it changes.") { @namespace, kubeconfig };
        command.Hidden = true;
        command.SetAction((line, stop) => RunAsync(line.GetValue(@namespace)!, line.GetValue(kubeconfig)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string @namespace, string kubeconfig, CancellationToken stop)
    {
        using var client = new KubernetesClient(ClusterConfig.Load(kubeconfig));
        using var queue = new WorkQueue<ResourceKey>(TimeProvider.System, new Random());
        var store = new Store<ConfigMap>();
        store.Changed += (before, after) => queue.Add(ResourceKey.Of((after ?? before)!.Metadata));
        var reflector = new Reflector<ConfigMap>(
            client, store, new Selection(@namespace), TimeProvider.System, Random.Shared, NullLogger<Reflector<ConfigMap>>.Instance);
        var controller = new Controller<ResourceKey>(
            new ControllerOptions { Name = Name }, queue, new Printer(store), TimeProvider.System, NullLogger<Controller<ResourceKey>>.Instance);
        await Task.WhenAll(reflector.RunAsync(stop), controller.RunAsync(stop));
        return 0;
    }

    private sealed class Printer(Store<ConfigMap> store) : IReconciler<ResourceKey>
    {
        public async Task<ReconcileResult> ReconcileAsync(ResourceKey key, CancellationToken cancellationToken)
        {
            await Console.Out.WriteLineAsync(store.Find(key)?.Data?[ChangeLatency.Field]);
            return ReconcileResult.Done;
        }
    }
}
