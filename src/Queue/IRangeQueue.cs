namespace ParallelJobs.Queue;

/// <summary>
/// A worker's side of one job: the only way from a worker to the ledger. Implementations are safe for use by several threads,
/// but one incarnation must send its reports one after another.
/// </summary>
public interface IRangeQueue
{
    /// <summary>
    /// Settles (commits, gives back, reports failures), renews every lease that the report names, and asks for more, in one atomic
    /// step. Idempotent: the same incarnation and sequence get the same reply again, and nothing is entered twice. A call that
    /// fails may or may not have been carried out; send the same report again.
    /// </summary>
    /// <exception cref="ExchangeRefusedException">The report can never be accepted: an older sequence, or another spec hash.</exception>
    /// <exception cref="QueueUnavailableException">The ledger or the job's row cannot be reached now; try again.</exception>
    ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until another exchange may bring something new, but no longer than <paramref name="atMost"/>. A hint: it may return early
    /// for no reason, and an implementation without notifications waits for the whole time.
    /// </summary>
    ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);
}
