namespace ParallelJobs.Operator.Fold;

/// <summary>When the next look at a job is, and who waits for one. One thread looks; any may nudge and wait.</summary>
internal sealed class LookTimes : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private TaskCompletionSource _nudged = New();
    private TaskCompletionSource _under = New();
    private TaskCompletionSource _next = New();
    private Task _fresh;
    private bool _closed;

    public LookTimes(TimeProvider time)
    {
        _fresh = _next.Task;
        _timer = time.CreateTimer(_ => Nudge(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when a look has ended that began after the last <see cref="Outdate"/>; at once where one has.</summary>
    public Task FreshAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _closed ? Task.CompletedTask : _fresh.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Look now, or once more where a look is under way.</summary>
    public void Nudge()
    {
        lock (_lock)
        {
            _nudged.TrySetResult();
        }
    }

    public void Outdate()
    {
        lock (_lock)
        {
            _fresh = _next.Task;
            _nudged.TrySetResult();
        }
    }

    /// <summary>A look begins: what is nudged from now on asks for another.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            (_under, _next, _nudged) = (_next, New(), New());
        }
    }

    public void End() => _under.TrySetResult();

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task nudged;
        lock (_lock)
        {
            nudged = _nudged.Task;
        }

        _timer.Change(atMost, Timeout.InfiniteTimeSpan);
        await nudged.WaitAsync(cancellationToken);
    }

    /// <summary>No look comes any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _under.TrySetResult();
            _next.TrySetResult();
        }
    }

    public void Dispose() => _timer.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
