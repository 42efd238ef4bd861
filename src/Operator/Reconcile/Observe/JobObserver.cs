using System.Collections.Concurrent;
using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Fold;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>
/// Gathers what a plan depends on: from the stores, from the fold desk, and, where a store may be behind what was just written, from the server. Safe for
/// use by several threads.
/// </summary>
internal sealed class JobObserver(KubernetesClient client, JobStores stores, FoldDesk desk, PostgresLedger ledger, OperatorOptions options, TimeProvider time)
{
    // Accepted specs never change, so what was once read is right until the job is gone.
    private readonly ConcurrentDictionary<Guid, string> _accepted = new();

    public void Forget(Guid id) => _accepted.TryRemove(id, out _);

    public async Task<JobObservation> ObserveAsync(JobResource resource, CancellationToken cancellationToken)
    {
        var written = SpecReading.Of(resource);
        var status = StatusReading.Of(resource);
        var id = Guid.Parse(resource.Metadata.Uid!);
        var (accepted, view) = await AcceptedAsync(resource, written, status, id, cancellationToken);
        var children = await ChildrenAsync(resource, status, cancellationToken);
        return new JobObservation
        {
            Resource = resource,
            Written = written,
            Status = status,
            Accepted = accepted,
            Ledger = view,
            Children = children,
            Pods = [.. children.SelectMany(child => stores.Pods.OwnedBy(child.Metadata.Uid!))],
            Capacity = options.MaxTotalWorkers - OthersWorkers(resource),
            Now = time.GetUtcNow(),
            Options = options,
        };
    }

    private async Task<(AcceptedJob? Accepted, LedgerView View)> AcceptedAsync(
        JobResource resource, SpecReading written, ParallelJobStatus status, Guid id, CancellationToken cancellationToken)
    {
        var job = new Contracts.Resource.ObjectMeta
        {
            Name = resource.Metadata.Name!,
            Namespace = resource.Metadata.Namespace,
            Uid = resource.Metadata.Uid,
            Generation = resource.Metadata.Generation,
        };
        // A job that has ended costs the queue nothing, unless it is to live again.
        if (status.IsFinished() && (written.Job?.Spec.RetryFailed ?? 0) <= (status.RetriedFailed ?? 0))
        {
            await desk.ForgetAsync(id);
            return (Acceptance.Of(written.Job, accepted: null, job), LedgerView.Unknown);
        }

        string? kept = null;
        string? trouble = null;
        try
        {
            kept = await KeptAsync(id, cancellationToken);
        }
        catch (Exception exception) when (exception is QueueUnavailableException or QueueAccessDeniedException or SchemaException)
        {
            trouble = exception.Message;
        }

        if (Acceptance.Of(written.Job, kept, job) is not { } accepted)
        {
            return (null, new LedgerView { Trouble = trouble });
        }

        return (accepted, trouble is null ? await desk.ViewAsync(accepted.Plan, cancellationToken) : new LedgerView { Trouble = trouble });
    }

    private async Task<string?> KeptAsync(Guid id, CancellationToken cancellationToken)
    {
        if (_accepted.TryGetValue(id, out var known))
        {
            return known;
        }

        var kept = (await ledger.DefinitionAsync(id, cancellationToken))?.AcceptedSpec;
        return string.IsNullOrEmpty(kept) ? null : _accepted.GetOrAdd(id, kept);
    }

    /// <summary>Those in the store; and where none of ours is alive, what the server has under the names that come next.</summary>
    private async Task<ImmutableArray<Job>> ChildrenAsync(JobResource resource, ParallelJobStatus status, CancellationToken cancellationToken)
    {
        ImmutableArray<Job> known = [.. stores.Children.OwnedBy(resource.Metadata.Uid!).OrderBy(Incarnations.Of)];
        var last = Math.Max(status.Incarnation ?? 0, known.Select(Incarnations.Of).DefaultIfEmpty(0).Max());
        if (known.Any(child => Incarnations.Of(child) == last && !Incarnations.IsOver(child)))
        {
            return known;
        }

        foreach (var incarnation in new[] { last, last + 1 }.Where(number => number > 0 && known.All(child => Incarnations.Of(child) != number)))
        {
            var name = Incarnations.Name(resource.Metadata.Name!, incarnation);
            if (await client.FindAsync<Job>(resource.Metadata.Namespace, name, cancellationToken) is { } found)
            {
                known = known.Add(found);
            }
        }

        return known;
    }

    private int OthersWorkers(JobResource resource) => stores.Children.List()
        .Where(child => child.Metadata.ControllerReference?.Uid != resource.Metadata.Uid && !Incarnations.IsOver(child))
        .Sum(child => child.Spec?.Parallelism ?? 1);
}
