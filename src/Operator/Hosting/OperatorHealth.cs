using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Hosting;

/// <summary>Whether the operator lives, and whether it is ready: in sync with the cluster, leading or not. Liveness asks nobody.</summary>
internal sealed class OperatorHealth
{
    public JobStores? Stores { get; set; }

    public bool IsReady => Stores is { Resources.Synced: true, Children.Synced: true, Pods.Synced: true };
}
