namespace ParallelJobs.Queue.Postgres;

/// <summary>The owner's side of the queue in PostgreSQL. Safe for use by several threads and by several processes at once.</summary>
public sealed class PostgresLedger : ILedger, IAsyncDisposable
{
    /// <param name="uri">The owner's.</param>
    /// <param name="ownerKey">From which every job's secret is derived; at least 32 bytes.</param>
    public PostgresLedger(QueueUri uri, ReadOnlyMemory<byte> ownerKey) => throw new NotSupportedException(uri is null ? "" : ownerKey.Length.ToString());

    public JobSecret SecretOf(Guid job) => throw new NotSupportedException();

    /// <summary>Live workers that have not yet been told of the job's terminal state.</summary>
    public ValueTask<int> UntoldWorkersAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> CreateAsync(JobDefinition job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<JobProgress> ProgressAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<FoldedResult> FoldAsync(Guid job, MergePartials merge, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask PauseAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask ResumeAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SetLimitsAsync(Guid job, JobLimits limits, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CancelAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> RetryDeadAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask RemoveAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> VerifyAsync(Guid job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
