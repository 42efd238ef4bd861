namespace ParallelJobs.Queue;

/// <summary>
/// The owner's side of the queue: creates jobs, folds their partials, steers and removes them. Safe for use by several threads.
/// Every method but <see cref="CreateAsync"/> and <see cref="ListAsync"/> throws <see cref="JobNotFoundException"/> for a job that
/// the ledger does not hold, and <see cref="QueueUnavailableException"/> when the ledger cannot be reached.
/// </summary>
public interface ILedger
{
    /// <summary>Enters a job. Entering the same job again changes nothing.</summary>
    /// <returns>False when the ledger already held a job of this id.</returns>
    /// <exception cref="InvalidOperationException">It holds one of this id with another definition.</exception>
    ValueTask<bool> CreateAsync(JobDefinition job, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken);

    ValueTask<JobProgress> ProgressAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>
    /// Merges committed partials into the result and, when everything is settled, enters the terminal state. Two folders at once
    /// cannot enter a partial twice. Returns the result as it then stands.
    /// </summary>
    ValueTask<FoldedResult> FoldAsync(Guid job, MergePartials merge, CancellationToken cancellationToken);

    /// <summary>Stops grants. A terminal job stays as it is; so do all the methods below.</summary>
    ValueTask PauseAsync(Guid job, CancellationToken cancellationToken);

    ValueTask ResumeAsync(Guid job, CancellationToken cancellationToken);

    ValueTask SetLimitsAsync(Guid job, JobLimits limits, CancellationToken cancellationToken);

    /// <summary>From now on the job is complete with at most so many failed items, and failed with more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    ValueTask SetMaxFailedItemsAsync(Guid job, long maxFailedItems, CancellationToken cancellationToken);

    ValueTask CancelAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>
    /// Gives every dead leaf a new life with no attempts and no losses charged, and reopens the job if it had Failed for them, or was
    /// Complete with failed items.
    /// </summary>
    /// <returns>How many leaves.</returns>
    ValueTask<long> RetryDeadAsync(Guid job, CancellationToken cancellationToken);

    ValueTask RemoveAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>Checks the invariants of the ledger on a live job; every sentence returned is a violation.</summary>
    ValueTask<IReadOnlyList<string>> VerifyAsync(Guid job, CancellationToken cancellationToken);
}
