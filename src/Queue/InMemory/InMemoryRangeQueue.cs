namespace ParallelJobs.Queue.InMemory;

/// <summary>One worker's connection to one job of an <see cref="InMemoryLedger"/>.</summary>
internal sealed class InMemoryRangeQueue(Guid job, Func<LockedJob?> find, TimeProvider time) : IRangeQueue
{
    private long _changesSeen = -1;

    public ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = find() ?? throw new QueueUnavailableException($"the ledger does not hold job {job} now") { IsOfUnknownJob = true };
        var (reply, changesSeen) = found.CarryOut(report);
        Volatile.Write(ref _changesSeen, changesSeen);
        return ValueTask.FromResult(reply);
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var changed = find()?.ChangedSince(Volatile.Read(ref _changesSeen));
        if (atMost <= TimeSpan.Zero || changed is { IsCompleted: true })
        {
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(atMost, time, enough.Token);
        await (changed is null ? delay : Task.WhenAny(delay, changed));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
