using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>A worker's way to the ledger, which notes what goes over it. For one worker, whose exchanges come one after another.</summary>
internal sealed class ObservedQueue(IRangeQueue queue) : IRangeQueue
{
    private long _exchanges;
    private long _settledAt;

    public long Exchanges => Volatile.Read(ref _exchanges);

    /// <summary>Timestamp at which the ledger last confirmed results; 0 before.</summary>
    public long SettledAt => Volatile.Read(ref _settledAt);

    public async ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken)
    {
        var reply = await queue.ExchangeAsync(report, cancellationToken);
        Volatile.Write(ref _exchanges, _exchanges + 1);
        if (report.Settles.Any(settlement => !settlement.Done.IsEmpty))
        {
            Volatile.Write(ref _settledAt, TimeProvider.System.GetTimestamp());
        }

        return reply;
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => queue.WaitAsync(atMost, cancellationToken);
}
