using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ParallelJobs.Engine;
using ParallelJobs.Kubernetes;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Fold;

/// <summary>
/// Folds the jobs that run, each in a task of its own, and knows how each stands. Only a leader folds; two who do at once enter nothing twice.
/// Safe for use by several threads.
/// </summary>
internal sealed class FoldDesk(PostgresLedger ledger, TimeProvider time, ILogger<FoldDesk> logger) : IAsyncDisposable
{
    // One connection of the ledger's four is left to what else is done with jobs.
    private const int LooksAtOnce = 3;
    private const double LooksASecond = 100;

    private readonly ConcurrentDictionary<Guid, FoldedJob> _jobs = new();
    private readonly SemaphoreSlim _gate = new(LooksAtOnce);

    /// <summary>A job stands otherwise than before, or has gone on for a while. Told by any thread; handlers are quick.</summary>
    public event Action<ResourceKey>? Changed;

    /// <summary>Those that are looked after now.</summary>
    public IReadOnlyCollection<Guid> Jobs => [.. _jobs.Keys];

    /// <summary>What is known of the job, after one look at the queue where nothing was; from then on it is looked after until it is forgotten.</summary>
    public async Task<LedgerView> ViewAsync(JobPlan plan, CancellationToken cancellationToken)
    {
        if (!_jobs.TryGetValue(plan.Definition.Id, out var job))
        {
            job = new FoldedJob(plan, ledger, _gate, Pace, time, logger);
            job.Changed += key => Changed?.Invoke(key);
            if (_jobs.GetOrAdd(plan.Definition.Id, job) is var first && first == job)
            {
                job.Start();
            }

            job = first;
        }

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

    /// <summary>What is known of it may hold no more: the next view is of a look that has yet to begin.</summary>
    public void Outdate(Guid id)
    {
        if (_jobs.TryGetValue(id, out var job))
        {
            job.Outdate();
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
        await Task.WhenAll(_jobs.Keys.Select(ForgetAsync));
        _gate.Dispose();
    }

    /// <summary>The least time between two looks at one job: so the queue is asked no more often for many jobs than for some.</summary>
    private TimeSpan Pace() => TimeSpan.FromSeconds(_jobs.Count / LooksASecond);
}
