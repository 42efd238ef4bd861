using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Hosting;

/// <summary>Keeps the stores in step with the cluster, everywhere or in some namespaces.</summary>
internal sealed class ClusterWatches
{
    private readonly List<Func<CancellationToken, Task>> _reflectors = [];

    public ClusterWatches(KubernetesClient client, OperatorOptions options, TimeProvider time, ILoggerFactory logging)
    {
        Stores = new JobStores(new Store<JobResource>(), new Store<Job>(), new Store<Pod>());
        var ours = $"{Labels.ManagedBy}={Labels.ManagedByValue}";
        string?[] places = options.Namespaces.IsEmpty ? [null] : [.. options.Namespaces];
        foreach (var place in places)
        {
            _reflectors.Add(new Reflector<JobResource>(client, Stores.Resources, new Selection(place), time, new Random(), logging.CreateLogger<Reflector<JobResource>>()).RunAsync);
            _reflectors.Add(new Reflector<Job>(client, Stores.Children, new Selection(place, ours), time, new Random(), logging.CreateLogger<Reflector<Job>>()).RunAsync);
            _reflectors.Add(new Reflector<Pod>(client, Stores.Pods, new Selection(place, ours), time, new Random(), logging.CreateLogger<Reflector<Pod>>()).RunAsync);
        }
    }

    public JobStores Stores { get; }

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_reflectors.Select(run => run(cancellationToken)));
}
