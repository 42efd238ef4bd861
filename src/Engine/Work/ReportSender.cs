using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// Brings one report at a time to the ledger, the same again after a failure, with backoff and full jitter. Used by the exchange thread
/// alone.
/// </summary>
internal sealed class ReportSender(IRangeQueue queue, WorkLoopOptions options, TimeSpan leaseDuration)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time = options.Time;
    private ExchangeReport? _pending;
    private TimeSpan _backoff = FirstRetry;
    private TimeSpan _wait;
    private long _failedAt;
    private volatile bool _isWatching;

    /// <summary>A report waits for its answer.</summary>
    public bool IsPending => _pending is not null;

    /// <summary>Timestamp from before the answered report was sent.</summary>
    public long SentAt { get; private set; }

    public TimeSpan UntilRetry => _failedAt == 0 ? TimeSpan.Zero : _wait - _time.GetElapsedTime(_failedAt);

    public void Offer(ExchangeReport report) => _pending = report;

    /// <summary>Sends what is pending if its time has come; null when there is no answer yet.</summary>
    /// <exception cref="ExchangeRefusedException">There never will be.</exception>
    public (ExchangeReport Report, ExchangeReply Reply)? TrySend()
    {
        if (_pending is not { } report || UntilRetry > TimeSpan.Zero)
        {
            return null;
        }

        var sentAt = _time.GetTimestamp();
        try
        {
            var reply = Send(report);
            (_pending, _failedAt, _backoff, SentAt) = (null, 0, FirstRetry, sentAt);
            return (report, reply);
        }
        catch (Exception e) when (e is QueueUnavailableException or OperationCanceledException)
        {
            _wait = _backoff * options.Random.NextDouble();
            _backoff = _backoff < LongestRetry / 2 ? _backoff * 2 : LongestRetry;
            _failedAt = _time.GetTimestamp();
            return null;
        }
    }

    /// <summary>Rings when the ledger may have news, for a worker that has nothing to do until then.</summary>
    public void WatchLedger(TimeSpan atMost, WorkSignals signals)
    {
        if (!_isWatching)
        {
            _isWatching = true;
            _ = WatchAsync(atMost, signals);
        }
    }

    private async Task WatchAsync(TimeSpan atMost, WorkSignals signals)
    {
        try
        {
            await queue.WaitAsync(atMost, CancellationToken.None);
        }
        catch (QueueUnavailableException)
        {
            // The next exchange will meet it too, and knows what to do.
            return;
        }
        finally
        {
            // Before the ring: who is woken by it will want to watch again, sooner perhaps than this task is complete.
            _isWatching = false;
        }

        signals.ReportNow();
    }

    private ExchangeReply Send(ExchangeReport report)
    {
        // The calling thread is the one that never computes; blocking it is what it is for.
        using var tooLong = new CancellationTokenSource(leaseDuration / 3, _time);
        var exchange = queue.ExchangeAsync(report, tooLong.Token);
        return exchange.IsCompletedSuccessfully ? exchange.Result : exchange.AsTask().GetAwaiter().GetResult();
    }
}
