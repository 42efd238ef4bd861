namespace ParallelJobs.TestKit.Eventually;

/// <summary>For what tells nobody when it changes: it is asked again and again, within a bound. Where there is a signal, wait for that.</summary>
public static class Question
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the answer is yes.</summary>
    /// <param name="ask">Asked by one at a time.</param>
    /// <param name="what">For the message, after "waited in vain for".</param>
    /// <param name="within">A limit for failure alone; null for that of signals.</param>
    /// <exception cref="TimeoutException">It is still no.</exception>
    public static async Task UntilYesAsync(
        Func<CancellationToken, Task<bool>> ask,
        string what,
        TimeSpan? within = null,
        CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(within ?? Signal.AtMost);
        try
        {
            while (!await ask(bound.Token))
            {
                await Task.Delay(Pause, bound.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"waited {within ?? Signal.AtMost} in vain for {what}", exception);
        }
    }
}
