namespace ParallelJobs.TestKit.Eventually;

/// <summary>
/// Says that something has changed, to whoever waits for a condition: raise it from an event, and wait until the condition holds. Conditions are
/// looked at once at the beginning and after each change, so nothing is polled. Safe for use by several threads.
/// </summary>
public sealed class Signal
{
    /// <summary>How long a wait lasts before the test fails, unless it is told.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private TaskCompletionSource _next = New();

    /// <summary>Ends at the next change. Take it before looking at the state: what changes in between is then not missed.</summary>
    public Task Next
    {
        get { lock (_lock) { return _next.Task; } }
    }

    public void Raise()
    {
        TaskCompletionSource raised;
        lock (_lock)
        {
            raised = _next;
            _next = New();
        }

        raised.SetResult();
    }

    /// <summary>Returns when the condition holds.</summary>
    /// <param name="holds">Looked at on any thread, never on two at once.</param>
    /// <param name="what">For the message, after "waited in vain for".</param>
    /// <param name="within">A limit for failure alone.</param>
    /// <exception cref="TimeoutException">It does not hold in time.</exception>
    public async Task UntilAsync(Func<bool> holds, string what, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(within ?? AtMost);
        try
        {
            while (true)
            {
                var next = Next;
                if (holds())
                {
                    return;
                }

                await next.WaitAsync(bound.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"waited {within ?? AtMost} in vain for {what}", exception);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
