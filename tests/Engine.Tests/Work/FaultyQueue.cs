using System.Collections.Concurrent;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>A way to a real queue that loses requests and replies as a test says, and remembers what went through.</summary>
internal sealed class FaultyQueue(IRangeQueue inner) : IRangeQueue
{
    private readonly List<(Func<ExchangeReport, bool> Wanted, TaskCompletionSource Seen)> _watches = [];
    private int _count;

    /// <summary>Given the number of the call from 1 on: the request never arrives.</summary>
    public Func<int, bool> LosesRequest { get; set; } = static _ => false;

    /// <summary>The request is carried out, the reply never arrives.</summary>
    public Func<int, bool> LosesReply { get; set; } = static _ => false;

    /// <summary>What a lost request looks like.</summary>
    public Func<Exception> Loss { get; set; } = static () => new QueueUnavailableException("the request was lost");

    /// <summary>The request never arrives, and the call never ends, whatever is cancelled.</summary>
    public Func<int, bool> Hangs { get; set; } = static _ => false;

    public ConcurrentQueue<ExchangeReport> Reports { get; } = [];

    public async ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref _count);
        if (LosesRequest(call))
        {
            throw Loss();
        }

        if (Hangs(call))
        {
            await new TaskCompletionSource().Task;
        }

        Reports.Enqueue(report);
        Tell(report);

        // Not cancelled: a clock that is moved by hand may leap while the exchange is carried out.
        var reply = await inner.ExchangeAsync(report, CancellationToken.None);
        return LosesReply(call) ? throw new QueueUnavailableException("the reply was lost") : reply;
    }

    /// <summary>Completes when a report of that kind comes by.</summary>
    public Task SeeAsync(Func<ExchangeReport, bool> wanted)
    {
        lock (_watches)
        {
            _watches.Add((wanted, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            return _watches[^1].Seen.Task;
        }
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => inner.WaitAsync(atMost, cancellationToken);

    private void Tell(ExchangeReport report)
    {
        lock (_watches)
        {
            _watches.ForEach(watch => _ = watch.Wanted(report) && watch.Seen.TrySetResult());
        }
    }
}
