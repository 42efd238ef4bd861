using Microsoft.Extensions.Logging;
using ParallelJobs.Queue;

namespace ParallelJobs.WorkerImage.Logging;

/// <summary>
/// A queue whose outages are logged: that they begin, why, again each minute, and that they are over. Safe for use by several threads, of which
/// one exchanges.
/// </summary>
internal sealed class LoggedQueue(IRangeQueue queue, ILogger log, TimeProvider time) : IRangeQueue
{
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromMinutes(1);
    private long? _awaySince;
    private long _saidAt;

    public async ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken)
    {
        var sentAt = time.GetTimestamp();
        try
        {
            var reply = await queue.ExchangeAsync(report, cancellationToken);
            Back();
            return reply;
        }
        catch (QueueUnavailableException e)
        {
            Away(e.Message, sentAt);
            throw;
        }
        catch (OperationCanceledException)
        {
            Away("it did not answer in time", sentAt);
            throw;
        }
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => queue.WaitAsync(atMost, cancellationToken);

    private void Away(string reason, long sentAt)
    {
        var now = time.GetTimestamp();
        if (_awaySince is null || time.GetElapsedTime(_saidAt, now) >= SayAgainAfter)
        {
            _awaySince ??= sentAt;
            _saidAt = now;
            log.QueueAway(reason.ReplaceLineEndings(" "));
        }
    }

    private void Back()
    {
        if (_awaySince is { } since)
        {
            _awaySince = null;
            log.QueueBack(time.GetElapsedTime(since).TotalSeconds);
        }
    }
}
