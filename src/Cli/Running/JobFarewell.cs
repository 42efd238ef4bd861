using ParallelJobs.Cli.Output;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Cli.Running;

/// <summary>
/// The last words between a run and its ledger. All of them together take no longer than one lease: after that no worker is waited for, and
/// a queue that is still away is left as it is.
/// </summary>
internal sealed class JobFarewell : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RemoveAtMost = TimeSpan.FromSeconds(5);
    private readonly PostgresLedger _ledger;
    private readonly JobDefinition _job;
    private readonly Func<int> _lost;
    private readonly OutageNotice _outage;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _patience;
    private readonly CancellationTokenRegistration _impatient;

    /// <param name="ledger">The job's.</param>
    /// <param name="job">The job.</param>
    /// <param name="lost">How many of those that the ledger takes for live workers are known to be none.</param>
    /// <param name="outage">Told when the ledger is away.</param>
    /// <param name="time">Measures the patience, from now on.</param>
    /// <param name="hurry">Cancelled from now on: no worker is waited for any longer.</param>
    public JobFarewell(
        PostgresLedger ledger, JobDefinition job, Func<int> lost, OutageNotice outage, TimeProvider time, CancellationToken hurry)
    {
        (_ledger, _job, _lost, _outage, _time) = (ledger, job, lost, outage, time);
        _patience = new CancellationTokenSource(job.LeaseDuration, time);
        _impatient = hurry.IsCancellationRequested ? default : hurry.Register(_patience.Cancel);
    }

    public void Dispose()
    {
        _impatient.Dispose();
        _patience.Dispose();
    }

    /// <summary>Waits until all live workers have heard how the job has ended.</summary>
    public async Task HearAsync()
    {
        while (await AskAsync(async ct => (int?)await _ledger.UntoldWorkersAsync(_job.Id, ct), _patience.Token) > _lost())
        {
            await Task.Delay(LookEvery, _time, _patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How the job stands in the ledger; null when it does not say.</summary>
    public Task<JobProgress?> ProgressAsync() => AskAsync(async ct => (JobProgress?)await _ledger.ProgressAsync(_job.Id, ct), _patience.Token);

    /// <summary>Lets those who still work on the job know that nobody will take their results any more. A job that has ended stays as it is.</summary>
    public Task CancelAsync() => AskAsync(
        async ct =>
        {
            await _ledger.CancelAsync(_job.Id, ct);
            return true;
        },
        _patience.Token);

    /// <summary>Takes the job out of the ledger, or says that it is still there.</summary>
    public async Task RemoveJobAsync()
    {
        // Its own time: one worker that never listened must not keep the rows there.
        using var patience = new CancellationTokenSource(RemoveAtMost, _time);
        if (!await AskAsync(RemoveAsync, patience.Token))
        {
            ErrorLine.Write($"job {_job.Id} could not be removed from the queue; its rows are still there");
        }
    }

    private async Task<bool> RemoveAsync(CancellationToken patience)
    {
        try
        {
            await _ledger.RemoveAsync(_job.Id, patience);
        }
        catch (JobNotFoundException)
        {
            // Carried out by a request whose answer was lost, or by somebody else.
            return true;
        }

        return true;
    }

    /// <summary>Asks until there is an answer; default when patience is over, or there is nobody to ask any more.</summary>
    private async Task<T?> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken patience)
    {
        while (!patience.IsCancellationRequested)
        {
            try
            {
                return await ask(patience);
            }
            catch (QueueUnavailableException e)
            {
                _outage.Away(e);
                await Task.Delay(AskAgainAfter, _time, patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is JobNotFoundException or SchemaException or QueueAccessDeniedException)
            {
                return default;
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                return default;
            }
        }

        return default;
    }
}
