using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>Waits for a server that was started: it tells nobody when it is ready, so it is asked over and over, with a bound.</summary>
internal static class Readiness
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    /// <param name="process">When it ends this throws.</param>
    /// <param name="name">For messages.</param>
    /// <param name="isReady">May throw what a server that does not listen makes of a request.</param>
    /// <param name="log">Its end, for messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task UntilAsync(
        ServerProcess process,
        string name,
        Func<CancellationToken, Task<bool>> isReady,
        Func<string> log,
        CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(AtMost);
        while (!await AnswersAsync(isReady, bound.Token))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{name} ended instead of getting ready. {log()}");
            }

            if (bound.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new TimeoutException($"{name} is not ready after {AtMost}. {log()}");
            }

            await Task.Delay(Poll, CancellationToken.None);
        }
    }

    private static async Task<bool> AnswersAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken bound)
    {
        try
        {
            return await isReady(bound);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
