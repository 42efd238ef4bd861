using System.Collections.Concurrent;

namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// The queue in this process: the embedded default, and the reference for what a queue does. Safe for use by several threads. Memory
/// grows with workers, leases, retries, unfolded partials and holes in the coverage, never with the number of leaves. Nothing outlives
/// the process.
/// </summary>
/// <param name="time">Only its monotonic timestamps and its timers are used.</param>
/// <param name="random">For tokens and jitter; a seeded one makes a run repeatable. Not to be used elsewhere afterwards.</param>
public sealed class InMemoryLedger(TimeProvider time, Random random) : ILedger
{
    private readonly ConcurrentDictionary<Guid, LockedJob> _jobs = [];
    private readonly TokenSource _random = new(random);
    private readonly long _started = time.GetTimestamp();

    /// <summary>A worker's side of a job, which may be created later. Every worker needs its own.</summary>
    public IRangeQueue Connect(Guid job) => new InMemoryRangeQueue(job, () => _jobs.GetValueOrDefault(job), time);

    /// <summary>
    /// Completes when a fold of the job has something to do: partials wait, or all leaves are settled, or the job is terminal already.
    /// </summary>
    /// <exception cref="JobNotFoundException">The ledger does not hold the job, or no longer.</exception>
    public async ValueTask WaitUntilFoldableAsync(Guid job, CancellationToken cancellationToken)
    {
        while (Find(job).Foldable() is { IsCompleted: false } foldable)
        {
            await foldable.WaitAsync(cancellationToken);
        }
    }

    public ValueTask<bool> CreateAsync(JobDefinition job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        JobRules.Validate(job);
        var created = new LockedJob(job, _random, () => time.GetElapsedTime(_started));
        var held = _jobs.GetOrAdd(job.Id, created);
        return held == created || held.Definition == job
            ? ValueTask.FromResult(held == created)
            : throw new InvalidOperationException($"the ledger holds job {job.Id} with another definition");
    }

    public ValueTask<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<Guid>>([.. _jobs.Keys]);
    }

    public ValueTask<JobProgress> ProgressAsync(Guid job, CancellationToken cancellationToken) =>
        Do(job, static (ledger, now) => ledger.Progress(now), cancellationToken);

    public ValueTask<FoldedResult> FoldAsync(Guid job, MergePartials merge, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(job).Fold(merge, cancellationToken));

    public async ValueTask PauseAsync(Guid job, CancellationToken cancellationToken) =>
        await Do(job, static (ledger, _) => ledger.Pause(), cancellationToken);

    public async ValueTask ResumeAsync(Guid job, CancellationToken cancellationToken) =>
        await Do(job, static (ledger, _) => ledger.Resume(), cancellationToken);

    public async ValueTask SetLimitsAsync(Guid job, JobLimits limits, CancellationToken cancellationToken)
    {
        JobRules.Validate(limits, Find(job).Definition.LeafItems);
        await Do(job, (ledger, now) => ledger.ChangeLimits(limits, now), cancellationToken);
    }

    public async ValueTask SetMaxFailedItemsAsync(Guid job, long maxFailedItems, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxFailedItems);
        await Do(job, (ledger, _) => ledger.ChangeMaxFailedItems(maxFailedItems), cancellationToken);
    }

    public async ValueTask CancelAsync(Guid job, CancellationToken cancellationToken) =>
        await Do(job, static (ledger, now) => ledger.Cancel(now), cancellationToken);

    public ValueTask<long> RetryDeadAsync(Guid job, CancellationToken cancellationToken) =>
        Do(job, static (ledger, now) => ledger.RetryDead(now), cancellationToken);

    public ValueTask RemoveAsync(Guid job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_jobs.TryRemove(job, out var removed))
        {
            throw new JobNotFoundException(job);
        }

        removed.Close();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<string>> VerifyAsync(Guid job, CancellationToken cancellationToken) =>
        Do(job, static (ledger, _) => LedgerCheck.Violations(ledger), cancellationToken);

    private ValueTask<T> Do<T>(Guid job, Func<JobLedger, TimeSpan, T> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Find(job).Do(action));
    }

    private ValueTask<bool> Do(Guid job, Action<JobLedger, TimeSpan> action, CancellationToken cancellationToken) =>
        Do(
            job,
            (ledger, now) =>
            {
                action(ledger, now);
                return true;
            },
            cancellationToken);

    private LockedJob Find(Guid job) => _jobs.GetValueOrDefault(job) ?? throw new JobNotFoundException(job);
}
