using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Fold;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Act;

/// <summary>
/// Does what was decided, in an order in which a crash between any two steps leaves something that the next pass goes on from: queue, children,
/// result, status, events. Every step may be done twice.
/// </summary>
internal sealed class JobActor(KubernetesClient client, PostgresLedger ledger, FoldDesk desk, ChildMaker children, StatusWriter statuses, EventRecorder events)
{
    /// <returns>When to look again; null when nothing is to come by itself.</returns>
    public async Task<TimeSpan?> ActAsync(JobObservation seen, Decision decision, CancellationToken cancellationToken)
    {
        if (decision.HandsOff)
        {
            return null;
        }

        await SteerAsync(seen, decision, cancellationToken);
        await ChildrenAsync(seen, decision, cancellationToken);
        if (decision.LargeResult is { } large)
        {
            await children.KeepResultAsync(seen.Resource, large, cancellationToken);
        }

        if (decision.DeleteSelf)
        {
            var options = new DeleteOptions { PropagationPolicy = PropagationPolicy.Background, Preconditions = new Preconditions { Uid = seen.Uid } };
            await client.DeleteAsync<JobResource>(seen.Resource.Metadata.Namespace, seen.Resource.Metadata.Name!, options, cancellationToken);
            return null;
        }

        var wait = await statuses.WriteAsync(seen, decision.Status, cancellationToken);
        Tell(seen, decision);
        return wait is { } soon && !(decision.Again < soon) ? soon : decision.Again;
    }

    private async Task SteerAsync(JobObservation seen, Decision decision, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(seen.Uid);
        var isChanged = decision.Enter || decision.RetryDead || decision.Limits is not null || decision.MaxFailedItems is not null
            || decision.Pause is not null || decision.Cancel;
        if (decision.Enter)
        {
            await ledger.CreateAsync(Entering.Definition(seen.Accepted!), cancellationToken);
        }

        // First, since a job that has ended takes no limits.
        if (decision.RetryDead)
        {
            await ledger.RetryDeadAsync(id, cancellationToken);
        }

        if (decision.Limits is { } limits)
        {
            await ledger.SetLimitsAsync(id, limits, cancellationToken);
        }

        if (decision.MaxFailedItems is { } most)
        {
            await ledger.SetMaxFailedItemsAsync(id, most, cancellationToken);
        }

        if (decision.Pause is { } pause)
        {
            await (pause ? ledger.PauseAsync(id, cancellationToken) : ledger.ResumeAsync(id, cancellationToken));
        }

        if (decision.Cancel)
        {
            await ledger.CancelAsync(id, cancellationToken);
        }

        if (isChanged)
        {
            // What was known of it holds no more.
            desk.Outdate(id);
        }
    }

    private async Task ChildrenAsync(JobObservation seen, Decision decision, CancellationToken cancellationToken)
    {
        foreach (var name in decision.DeleteChildren)
        {
            await children.DeleteAsync(seen.Resource, name, cancellationToken);
        }

        if (decision.Create is { } child)
        {
            await children.CreateAsync(seen.Resource, seen.Accepted!, child, cancellationToken);
        }

        if (decision.Scale is { } scaled)
        {
            await children.ScaleAsync(seen.Resource, scaled, cancellationToken);
        }
    }

    private void Tell(JobObservation seen, Decision decision)
    {
        var regarding = new ObjectReference
        {
            ApiVersion = seen.Resource.ApiVersion,
            Kind = seen.Resource.Kind,
            Namespace = seen.Resource.Metadata.Namespace,
            Name = seen.Resource.Metadata.Name,
            Uid = seen.Uid,
        };
        foreach (var note in decision.Events)
        {
            events.Record(regarding, note.Severity, note.Reason, note.Action, note.Note);
        }
    }
}
