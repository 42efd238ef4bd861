using Microsoft.Extensions.Logging;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Kubernetes;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Fold;

/// <summary>One job that is folded again and again until it has ended. Its view is replaced as a whole. Safe for use by several threads.</summary>
/// <param name="plan">The job.</param>
/// <param name="ledger">Where it is folded.</param>
/// <param name="gate">How many are looked at at once.</param>
/// <param name="pace">The least time between two looks.</param>
/// <param name="time">Whose clock counts.</param>
/// <param name="logger">For looks that failed.</param>
internal sealed partial class FoldedJob(
    JobPlan plan, PostgresLedger ledger, SemaphoreSlim gate, Func<TimeSpan> pace, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan LookAtMost = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;
    private readonly JobFold _fold = new(plan, ledger);
    private readonly Guid _id = plan.Definition.Id;
    private readonly ResourceKey _key = new(plan.Job.Metadata.Namespace ?? "", plan.Job.Metadata.Name);
    private readonly RateMeter _rate = new(time);
    private readonly LookTimes _times = new(time);
    private readonly CancellationTokenSource _ending = new();
    private readonly long _begun = time.GetTimestamp();
    private Task _loop = Task.CompletedTask;
    private volatile LedgerView _view = LedgerView.Unknown;
    private long _told;

    /// <summary>It stands otherwise than before, or has gone on for a while.</summary>
    public event Action<ResourceKey>? Changed;

    public void Start() => _loop = Task.Run(LoopAsync);

    public async Task<LedgerView> ViewAsync(CancellationToken cancellationToken)
    {
        await _times.FreshAsync(cancellationToken);
        return _view;
    }

    public void Nudge() => _times.Nudge();

    public void Outdate() => _times.Outdate();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _times.Dispose();
        _ending.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                var before = _view;
                _times.Begin();
                var after = await LookAsync();
                _view = after;
                _times.End();
                Tell(before, after);
                await _times.WaitAsync(LookPace.Wait(before, after, time.GetElapsedTime(_begun), pace()), _ending.Token);
            }
        }
        finally
        {
            // Nobody waits for what will not come.
            _times.Close();
        }
    }

    private async Task<LedgerView> LookAsync()
    {
        using var tooLong = new CancellationTokenSource(LookAtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, _ending.Token);
        try
        {
            await gate.WaitAsync(either.Token);
            try
            {
                var folded = await _fold.FoldAsync(either.Token);
                var progress = await ledger.ProgressAsync(_id, either.Token);
                return new LedgerView { IsEntered = true, Folded = folded, Progress = progress, ItemsPerSecond = _rate.Of(progress.Completed) };
            }
            finally
            {
                gate.Release();
            }
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
        if (isOther || (after.IsEntered == true && time.GetElapsedTime(_told) >= TellEvery))
        {
            _told = time.GetTimestamp();
            Changed?.Invoke(_key);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job {Job} could not be folded")]
    private partial void LookFailed(Guid job, Exception exception);
}
