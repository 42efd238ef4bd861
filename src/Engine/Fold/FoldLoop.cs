using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Fold;

/// <summary>
/// Folds one job again and again until it has ended. A ledger that cannot be reached is waited for without end. Two loops on one job
/// end with the same result, so whoever owns the job may simply start another. Runs once.
/// </summary>
public sealed class FoldLoop(JobFold fold, FoldLoopOptions options)
{
    // A server that stands still, or a network that swallows everything, gives no error.
    private static readonly TimeSpan FoldAtMost = TimeSpan.FromSeconds(30);
    private readonly FoldPace _pace = new(options.Random);
    private long _version;

    /// <returns>The final result.</returns>
    /// <exception cref="JobNotFoundException">The ledger does not hold the job, or no longer.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the job had ended.</exception>
    /// <exception cref="InvalidDataException">What a worker committed is no partial of the job's reducer.</exception>
    public async Task<FoldedResult> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (folded, wait) = await FoldOnceAsync(cancellationToken);
            if (folded is not null && folded.State.IsTerminal())
            {
                return folded;
            }

            await Task.Delay(wait, options.Time, cancellationToken);
        }
    }

    /// <summary>One fold, or null where the ledger cannot be reached, and how long to wait for the next.</summary>
    private async Task<(FoldedResult? Folded, TimeSpan Wait)> FoldOnceAsync(CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(FoldAtMost, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            var folded = await fold.FoldAsync(either.Token);
            options.Folded?.Invoke(folded);
            var hasGrown = folded.Version != _version;
            _version = folded.Version;
            return (folded, _pace.AfterFold(hasGrown));
        }
        catch (Exception e) when (e is QueueUnavailableException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            options.Unavailable?.Invoke(e as QueueUnavailableException
                ?? new QueueUnavailableException($"the queue does not answer within {FoldAtMost.TotalSeconds:0} s", e));
            return (null, _pace.AfterFailure());
        }
    }
}
