using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// Brings one report at a time to the ledger, the same again after a failure, with backoff and full jitter, for as long as it takes. Used by
/// the exchange thread alone, which is never blocked by it: an answer that comes later rings.
/// </summary>
internal sealed class ReportSender(IRangeQueue queue, WorkLoopOptions options, TimeSpan leaseDuration, WorkSignals signals)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time = options.Time;
    private ExchangeReport? _pending;
    private Task<ExchangeReply>? _underWay;
    private CancellationTokenSource? _tooLong;
    private long _sentAt;
    private TimeSpan _backoff = FirstRetry;
    private TimeSpan _wait;
    private long _failedAt;
    private volatile bool _isWatching;

    /// <summary>A report waits for its answer.</summary>
    public bool IsPending => _pending is not null;

    /// <summary>It was sent and has neither been answered nor failed.</summary>
    public bool IsUnderWay => _underWay is not null;

    /// <summary>What the ledger said last is that it holds no such job.</summary>
    public bool IsOfUnknownJob { get; private set; }

    /// <summary>Timestamp from before the answered report was sent.</summary>
    public long SentAt { get; private set; }

    /// <summary>Until the report that waits is sent again; without limit while one is under way, for its end rings.</summary>
    public TimeSpan UntilRetry =>
        IsUnderWay ? TimeSpan.MaxValue : _failedAt == 0 ? TimeSpan.Zero : _wait - _time.GetElapsedTime(_failedAt);

    public void Offer(ExchangeReport report) => _pending = report;

    /// <summary>Sends what is pending if its time has come; null when there is no answer yet.</summary>
    /// <exception cref="ExchangeRefusedException">There never will be.</exception>
    public (ExchangeReport Report, ExchangeReply Reply)? TrySend()
    {
        if (_pending is not { } report || UntilRetry > TimeSpan.Zero && !IsUnderWay || Send(report) is not { } reply)
        {
            return null;
        }

        (_pending, _failedAt, _backoff, SentAt, IsOfUnknownJob) = (null, 0, FirstRetry, _sentAt, false);
        return (report, reply);
    }

    /// <summary>Rings when the ledger may have news, for a worker that has nothing to do until then.</summary>
    public void WatchLedger(TimeSpan atMost)
    {
        if (!_isWatching)
        {
            _isWatching = true;
            _ = WatchAsync(atMost);
        }
    }

    /// <summary>What failed is sent again at once, and often: the worker has little time left.</summary>
    public void Hurry() => (_failedAt, _backoff, IsOfUnknownJob) = (0, FirstRetry, false);

    /// <summary>The answer is not waited for any longer.</summary>
    public void GiveUp() => _ = _tooLong?.CancelAsync();

    private async Task WatchAsync(TimeSpan atMost)
    {
        try
        {
            await queue.WaitAsync(atMost, CancellationToken.None);
        }
        catch (Exception e) when (IsOutage(e))
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

    private ExchangeReply? Send(ExchangeReport report)
    {
        try
        {
            if (_underWay is null)
            {
                _sentAt = _time.GetTimestamp();
                _tooLong = new CancellationTokenSource(leaseDuration / 3, _time);
                var exchange = queue.ExchangeAsync(report, _tooLong.Token);
                if (exchange.IsCompletedSuccessfully)
                {
                    EndCall();
                    return exchange.Result;
                }

                _underWay = exchange.AsTask();
                if (!_underWay.IsCompleted)
                {
                    RingAfter(_underWay);
                }
            }

            if (!_underWay.IsCompleted)
            {
                return null;
            }

            var ended = _underWay;
            EndCall();
            return ended.GetAwaiter().GetResult();
        }
        catch (Exception e) when (IsOutage(e))
        {
            EndCall();
            IsOfUnknownJob = e is QueueUnavailableException { IsOfUnknownJob: true };
            _wait = _backoff * options.Random.NextDouble();
            _backoff = _backoff < LongestRetry / 2 ? _backoff * 2 : LongestRetry;
            _failedAt = _time.GetTimestamp();
            return null;
        }
    }

    private void RingAfter(Task exchange) => _ = exchange.ContinueWith(
        static (_, signals) => ((WorkSignals)signals!).Ring(), signals, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Also a call that ran into a time-out, ours or the queue's own.</summary>
    private static bool IsOutage(Exception e) => e is QueueUnavailableException or OperationCanceledException;

    private void EndCall()
    {
        _underWay = null;
        _tooLong?.Dispose();
        _tooLong = null;
    }
}
