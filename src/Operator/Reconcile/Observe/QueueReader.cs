using System.Collections.Concurrent;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Fold;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>Which job the queue has accepted, and how it stands there. Safe for use by several threads.</summary>
internal sealed class QueueReader(PostgresLedger ledger, FoldDesk desk)
{
    // Accepted specs never change, so what was once read is right until the job is gone.
    private readonly ConcurrentDictionary<Guid, string> _accepted = new();

    public void Forget(Guid id) => _accepted.TryRemove(id, out _);

    /// <param name="resource">The job.</param>
    /// <param name="written">What its spec says now.</param>
    /// <param name="status">As last written.</param>
    /// <param name="hasEnded">Workers of it have ended: what was known before may hold no more.</param>
    /// <param name="cancellationToken">Ends the waiting for the queue.</param>
    public async Task<(AcceptedJob? Accepted, LedgerView View)> ReadAsync(
        JobResource resource, SpecReading written, ParallelJobStatus status, bool hasEnded, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(resource.Metadata.Uid!);
        var job = Meta(resource);
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

        if (hasEnded)
        {
            desk.Outdate(id);
        }

        return (accepted, trouble is null ? await desk.ViewAsync(accepted.Plan, cancellationToken) : new LedgerView { Trouble = trouble });
    }

    private static ObjectMeta Meta(JobResource resource) => new()
    {
        Name = resource.Metadata.Name!,
        Namespace = resource.Metadata.Namespace,
        Uid = resource.Metadata.Uid,
        Generation = resource.Metadata.Generation,
    };

    private async Task<string?> KeptAsync(Guid id, CancellationToken cancellationToken)
    {
        if (_accepted.TryGetValue(id, out var known))
        {
            return known;
        }

        var kept = (await ledger.DefinitionAsync(id, cancellationToken))?.AcceptedSpec;
        return string.IsNullOrEmpty(kept) ? null : _accepted.GetOrAdd(id, kept);
    }
}
