using Microsoft.Extensions.Logging;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Fold;

/// <summary>One job that is folded again and again until it has ended. Its view is replaced as a whole.</summary>
internal sealed partial class FoldedJob : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAtMost = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    private readonly JobFold _fold;
    private readonly Guid _id;
    private readonly PostgresLedger _ledger;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly RateMeter _rate;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _nudged = new(0, 1);
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;
    private volatile LedgerView _view = LedgerView.Unknown;
    private long _told;

    public FoldedJob(JobPlan plan, PostgresLedger ledger, TimeProvider time, Action changed, ILogger logger)
    {
        (_fold, _id, _ledger, _time, _changed, _logger) = (new JobFold(plan, ledger), plan.Definition.Id, ledger, time, changed, logger);
        _rate = new RateMeter(time);
        _loop = Task.Run(LoopAsync);
    }

    public async Task<LedgerView> ViewAsync(CancellationToken cancellationToken)
    {
        await _looked.Task.WaitAsync(cancellationToken);
        return _view;
    }

    public void Nudge()
    {
        if (_nudged.CurrentCount == 0)
        {
            _nudged.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
        _nudged.Dispose();
    }

    private async Task LoopAsync()
    {
        var wait = Shortest;
        while (true)
        {
            var before = _view;
            var after = await LookAsync();
            _view = after;
            _looked.TrySetResult();
            Tell(before, after);
            wait = after.Folded?.Version != before.Folded?.Version ? Shortest : TimeSpan.FromTicks(Math.Min(2 * wait.Ticks, Longest.Ticks));
            await _nudged.WaitAsync(after.Folded?.State.IsTerminal() == true ? Timeout.InfiniteTimeSpan : wait, _ending.Token);
        }
    }

    private async Task<LedgerView> LookAsync()
    {
        using var tooLong = new CancellationTokenSource(LookAtMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, _ending.Token);
        try
        {
            var folded = await _fold.FoldAsync(either.Token);
            var progress = await _ledger.ProgressAsync(_id, either.Token);
            return new LedgerView { IsEntered = true, Folded = folded, Progress = progress, ItemsPerSecond = _rate.Of(progress.Completed) };
        }
        catch (JobNotFoundException)
        {
            return new LedgerView { IsEntered = false };
        }
        catch (Exception exception) when (!_ending.IsCancellationRequested)
        {
            // Whatever it is, the workers go on, and the next look may find it mended; the condition says it meanwhile.
            LookFailed(_id, exception);
            var message = exception is OperationCanceledException ? $"the queue does not answer within {LookAtMost.TotalSeconds:0} s" : exception.Message;
            return _view with { Trouble = message };
        }
    }

    /// <summary>At once where it stands otherwise, else every few seconds.</summary>
    private void Tell(LedgerView before, LedgerView after)
    {
        var isOther = before.Trouble != after.Trouble
            || before.IsEntered != after.IsEntered
            || before.Progress?.State != after.Progress?.State
            || (before.Progress?.LiveWorkers == 0) != (after.Progress?.LiveWorkers == 0);
        if (isOther || (after.IsEntered == true && _time.GetElapsedTime(_told) >= TellEvery))
        {
            _told = _time.GetTimestamp();
            _changed();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job {Job} could not be folded")]
    private partial void LookFailed(Guid job, Exception exception);
}
