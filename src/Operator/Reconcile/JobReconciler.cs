using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;

namespace ParallelJobs.Operator.Reconcile;

/// <summary>One job, from what is there to what is wanted: observe, plan, act. It knows no events, and twice changes nothing.</summary>
internal sealed class JobReconciler(JobStores stores, JobObserver observer, JobActor actor) : IReconciler<ResourceKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        if (stores.Resources.Find(key) is not { } resource)
        {
            // Its rows go by its DELETE event, or by the sweep.
            return ReconcileResult.Done;
        }

        var seen = await observer.ObserveAsync(resource, cancellationToken);
        var again = await actor.ActAsync(seen, Planner.Decide(seen), cancellationToken);
        return new ReconcileResult(again);
    }
}
