using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ParallelJobs.Engine;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Fold;

/// <summary>
/// Folds the jobs that run, each in a task of its own, and knows how each stands. Only a leader folds; two who do at once enter nothing twice.
/// Safe for use by several threads.
/// </summary>
internal sealed class FoldDesk(PostgresLedger ledger, TimeProvider time, ILogger<FoldDesk> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, FoldedJob> _jobs = new();

    /// <summary>A job stands otherwise than before, or has gone on for a while. Told by any thread; handlers are quick.</summary>
    public event Action<Guid>? Changed;

    /// <summary>Those that are looked after now.</summary>
    public IReadOnlyCollection<Guid> Jobs => [.. _jobs.Keys];

    /// <summary>What is known of the job, after one look at the queue where nothing was; from then on it is looked after until it is forgotten.</summary>
    public async Task<LedgerView> ViewAsync(JobPlan plan, CancellationToken cancellationToken)
    {
        var job = _jobs.GetOrAdd(plan.Definition.Id, id => new FoldedJob(plan, ledger, time, () => Changed?.Invoke(id), logger));
        return await job.ViewAsync(cancellationToken);
    }

    /// <summary>Something has happened to its workers: look now.</summary>
    public void Nudge(Guid id)
    {
        if (_jobs.TryGetValue(id, out var job))
        {
            job.Nudge();
        }
    }

    /// <summary>Looks after it no more: it has ended, or is gone.</summary>
    public async Task ForgetAsync(Guid id)
    {
        if (_jobs.TryRemove(id, out var job))
        {
            await job.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _jobs.Keys)
        {
            await ForgetAsync(id);
        }
    }
}
