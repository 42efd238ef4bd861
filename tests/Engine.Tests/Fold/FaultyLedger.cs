using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Tests.Fold;

/// <summary>A way to a real ledger whose folds are lost on the way there or back, as a test says.</summary>
internal sealed class FaultyLedger(ILedger inner) : ILedger
{
    private int _folds;

    /// <summary>Given the number of the fold from 1 on: it never arrives.</summary>
    public Func<int, bool> LosesFold { get; init; } = static _ => false;

    /// <summary>It is carried out, the answer never arrives.</summary>
    public Func<int, bool> LosesAnswer { get; init; } = static _ => false;

    /// <summary>It is never answered, and gives no error either.</summary>
    public Func<int, bool> NeverAnswers { get; init; } = static _ => false;

    public int Folds => Volatile.Read(ref _folds);

    public async ValueTask<FoldedResult> FoldAsync(Guid job, MergePartials merge, CancellationToken cancellationToken)
    {
        var fold = Interlocked.Increment(ref _folds);
        if (LosesFold(fold))
        {
            throw new QueueUnavailableException("the fold was lost");
        }

        if (NeverAnswers(fold))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        var folded = await inner.FoldAsync(job, merge, cancellationToken);
        return LosesAnswer(fold) ? throw new QueueUnavailableException("the answer was lost") : folded;
    }

    public ValueTask<bool> CreateAsync(JobDefinition job, CancellationToken cancellationToken) => inner.CreateAsync(job, cancellationToken);

    public ValueTask<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    public ValueTask<JobProgress> ProgressAsync(Guid job, CancellationToken cancellationToken) => inner.ProgressAsync(job, cancellationToken);

    public ValueTask PauseAsync(Guid job, CancellationToken cancellationToken) => inner.PauseAsync(job, cancellationToken);

    public ValueTask ResumeAsync(Guid job, CancellationToken cancellationToken) => inner.ResumeAsync(job, cancellationToken);

    public ValueTask SetLimitsAsync(Guid job, JobLimits limits, CancellationToken cancellationToken) =>
        inner.SetLimitsAsync(job, limits, cancellationToken);

    public ValueTask SetMaxFailedItemsAsync(Guid job, long maxFailedItems, CancellationToken cancellationToken) =>
        inner.SetMaxFailedItemsAsync(job, maxFailedItems, cancellationToken);

    public ValueTask CancelAsync(Guid job, CancellationToken cancellationToken) => inner.CancelAsync(job, cancellationToken);

    public ValueTask<long> RetryDeadAsync(Guid job, CancellationToken cancellationToken) => inner.RetryDeadAsync(job, cancellationToken);

    public ValueTask RemoveAsync(Guid job, CancellationToken cancellationToken) => inner.RemoveAsync(job, cancellationToken);

    public ValueTask<IReadOnlyList<string>> VerifyAsync(Guid job, CancellationToken cancellationToken) => inner.VerifyAsync(job, cancellationToken);
}
