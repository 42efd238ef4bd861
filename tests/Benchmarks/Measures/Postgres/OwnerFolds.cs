using ParallelJobs.Engine;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>The folds of some jobs' owner, which go on beside what is measured, at the pace of the product.</summary>
internal sealed class OwnerFolds : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Task _folding;

    public OwnerFolds(ILedger ledger, IEnumerable<JobPlan> jobs) =>
        _folding = Task.WhenAll([.. jobs.Select(job => FoldAsync(new JobFold(job, ledger)))]);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _folding;
        _over.Dispose();
    }

    private async Task FoldAsync(JobFold fold)
    {
        try
        {
            await new FoldLoop(fold, new FoldLoopOptions()).RunAsync(_over.Token);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // What is measured is over.
        }
    }
}
