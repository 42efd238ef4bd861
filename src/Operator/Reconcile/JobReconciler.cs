using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;

namespace ParallelJobs.Operator.Reconcile;

/// <summary>One job, from what is there to what is wanted: observe, plan, act. It knows no events, and twice changes nothing.</summary>
internal sealed class JobReconciler(JobStores stores, JobObserver observer, JobActor actor, WorkerClaims claims, OperatorOptions options)
    : IReconciler<ResourceKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        // One that is gone: its rows go by its DELETE event, or by the sweep. Another's is not even asked for in the queue.
        if (stores.Resources.Find(key) is not { } resource || !HandsOffRule.IsOurs(resource, options))
        {
            return ReconcileResult.Done;
        }

        var seen = await observer.ObserveAsync(resource, cancellationToken);
        var decision = Planner.Decide(seen);
        Settle(seen, decision);
        return new ReconcileResult(await actor.ActAsync(seen, decision, cancellationToken));
    }

    /// <summary>Before anything is written, so that others count on no more than what is left.</summary>
    private void Settle(JobObservation seen, Decision decision)
    {
        var kept = seen.OwnChildren.Where(child => !decision.DeleteChildren.Contains(child.Metadata.Name!)).Select(WorkerWish.Held).LastOrDefault();
        var held = decision.Create?.Parallelism ?? decision.Scale?.Parallelism ?? kept;
        var waits = decision is { Clamp: not null, Hindrance: null } && seen.Ledger.Trouble is null;
        var wish = waits ? Math.Min(seen.Accepted!.Spec.Workers!.Replicas!.Value, seen.Options.MaxReplicasPerJob) : held;
        claims.Settle(seen.Uid, wish, held);
    }
}
