using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Cli.Running;

/// <summary>
/// A job from start to answer on a queue that others can reach: its owner and its fold in this process, each worker in one of its own,
/// and more of them wherever somebody starts them. It takes its rows away again. Runs once.
/// </summary>
internal sealed class QueueRun(JobPlan plan, PostgresLedger ledger, JoinFolder folder, QueueRunOptions options)
{
    // Beyond the grace, for a worker that does not end by itself.
    private static readonly TimeSpan KillAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CreateAtMost = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastFoldAtMost = TimeSpan.FromSeconds(10);
    private readonly JobDefinition _job = plan.Definition with
    {
        AcceptedSpec = JsonSerializer.Serialize(plan.Job.Spec, ContractsJsonContext.Default.ParallelJobSpec),
    };
    private readonly JobFold _fold = new(plan, ledger);
    private readonly OutageNotice _outage = new();
    private FoldedResult _lastFold = new(JobState.Open, PositionSet.Empty, ReadOnlyMemory<byte>.Empty, 0);

    /// <summary>Runs to the end.</summary>
    /// <param name="stop">Cancelled: the workers finish what is under way, and what was done is reported.</param>
    /// <exception cref="QueueUnavailableException">The queue cannot be reached at the start. Later it is waited for.</exception>
    /// <exception cref="OperationCanceledException">Stopped before it had begun.</exception>
    /// <exception cref="RefusedRunException">No worker could work.</exception>
    public async Task<RunReport> RunAsync(CancellationToken stop)
    {
        await CreateAsync(stop);
        var crew = new WorkerCrew(
            [.. Enumerable.Range(0, options.Setup.Workers).Select(index => new WorkerSeat($"worker-{index}", Launch, options.Time, options.IsVerbose))]);
        var working = WorkAsync(crew, stop);
        await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var farewell = new JobFarewell(ledger, _job, () => crew.KilledWithin(_job.LeaseDuration), _outage, options.Time, stop);
        try
        {
            return await ReportAsync(await working, farewell);
        }
        finally
        {
            // A job that has not ended would keep those who joined by hand waiting for ever.
            await farewell.CancelAsync();
            await farewell.HearAsync();
            await farewell.RemoveJobAsync();
        }
    }

    /// <summary>The job as it stands; null when the ledger does not say.</summary>
    public async Task<JobProgress?> ProgressAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.ProgressAsync(_job.Id, cancellationToken);
        }
        catch (Exception e) when (e is QueueUnavailableException or JobNotFoundException)
        {
            // The fold meets it too, and says so.
            return null;
        }
    }

    private async Task CreateAsync(CancellationToken stop)
    {
        using var soon = new CancellationTokenSource(CreateAtMost, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, soon.Token);
        try
        {
            await ledger.CreateAsync(_job, either.Token);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new QueueUnavailableException($"the queue does not answer within {CreateAtMost.TotalSeconds:0} s", e);
        }
    }

    private async Task<Worked> WorkAsync(WorkerCrew crew, CancellationToken stop)
    {
        if (options.IsWorkerQueueApart)
        {
            await WorkerQueueCheck.RunAsync(QueueUri.Parse(options.WorkerQueue), _job, options.Time, stop);
        }

        Invite();
        var start = options.Time.GetTimestamp();
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var kill = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        var folding = new FoldLoop(_fold, new FoldLoopOptions { Time = options.Time, Folded = Folded, Unavailable = _outage.Away }).RunAsync(over.Token);
        var working = crew.RunAsync(drain, kill.Token);
        await Task.WhenAny(folding, Task.Delay(Timeout.InfiniteTimeSpan, options.Time, drain.Token));
        var end = options.Time.GetTimestamp();
        if (folding.IsFaulted)
        {
            // There is nobody left to settle with.
            await kill.CancelAsync();
        }

        await using var late = options.Time.CreateTimer(_ => kill.Cancel(), null, plan.DrainGrace + KillAfter, Timeout.InfiniteTimeSpan);
        await drain.CancelAsync();
        try
        {
            var fault = await FaultOfAsync(working);
            end = folding.IsCompleted ? end : options.Time.GetTimestamp();
            await over.CancelAsync();
            return new Worked(await LastFoldAsync(folding), start, end, fault);
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)folding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Writes what a worker needs, and says where.</summary>
    private void Invite()
    {
        var spec = plan.Job.Spec;
        var workers = spec.Workers! with { Mode = options.Setup.Mode, Replicas = options.Setup.Workers };
        var manifest = plan.Job with { Spec = spec with { Workers = workers } };
        try
        {
            folder.Write(options.WorkerQueue, _job.Id, ledger.SecretOf(_job.Id), manifest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The last of them is what a limit on the size of files comes as.
            throw new RefusedRunException(
                ExitCode.Failed, $"what workers need cannot be written: {e.Message.TrimEnd('.')}; make room, or name another folder with --join");
        }

        if (options.TellsHowToJoin)
        {
            ErrorLine.Write($"more workers may join: {WorkerVariables.Config}={folder.Path} pjob-worker");
        }
    }

    private ProcessStartInfo Launch(string name)
    {
        var start = OwnProgram.AsWorker();
        start.Environment[WorkerVariables.Config] = folder.Path;
        start.Environment[WorkerVariables.Name] = name;
        start.Environment[WorkerVariables.Slots] = options.Setup.Slots.ToString(CultureInfo.InvariantCulture);
        start.Environment[WorkerVariables.Mode] = $"{options.Setup.Mode}";
        return start;
    }

    private void Folded(FoldedResult folded)
    {
        _lastFold = folded;
        _outage.Back();
    }

    private static async Task<string?> FaultOfAsync(Task working)
    {
        try
        {
            await working;
            return null;
        }
        catch (WorkerRefusedException refused)
        {
            // What the others have computed is settled, and is reported with the reason.
            return refused.Message;
        }
    }

    /// <summary>The final fold, or one more where the job has not ended: drained workers have settled since the last one.</summary>
    private async Task<FoldedResult> LastFoldAsync(Task<FoldedResult> folding)
    {
        await ((Task)folding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!folding.IsCanceled)
        {
            return await folding;
        }

        using var soon = new CancellationTokenSource(LastFoldAtMost, options.Time);
        try
        {
            return await _fold.FoldAsync(soon.Token);
        }
        catch (Exception e) when (e is QueueUnavailableException or OperationCanceledException)
        {
            ErrorLine.Write("the last results could not be folded, since the queue cannot be reached; what follows is as of the fold before");
            return _lastFold;
        }
    }

    private async Task<RunReport> ReportAsync(Worked worked, JobFarewell farewell)
    {
        if (worked.Folded.State.IsTerminal())
        {
            // What they were told last carries their last counters.
            await farewell.HearAsync();
        }

        var progress = await farewell.ProgressAsync() ?? AsFolded(worked.Folded);
        var elapsed = options.Time.GetElapsedTime(worked.Start, worked.End).TotalSeconds;
        var setup = options.Setup;
        return RunReports.Of(
            plan,
            worked.Folded,
            progress,
            setup,
            Contention.OfReports(setup.Slots * setup.Workers, elapsed, progress.Counters),
            worked.Fault);
    }

    /// <summary>What is known without the ledger.</summary>
    private JobProgress AsFolded(FoldedResult folded)
    {
        var completed = _job.ItemsOf(folded.Covered);
        return new JobProgress
        {
            State = folded.State,
            Items = _job.Items,
            Completed = completed,
            InFlight = 0,
            Retrying = 0,
            Failed = folded.State == JobState.Complete ? _job.Items - completed : 0,
        };
    }

    /// <summary>What the workers have brought about.</summary>
    /// <param name="Folded">The last fold.</param>
    /// <param name="Start">Timestamp from before the first worker was started.</param>
    /// <param name="End">Timestamp of the job's end, or of when the last drained worker had ended.</param>
    /// <param name="Fault">Why the workers could not go on; null where they could.</param>
    private sealed record Worked(FoldedResult Folded, long Start, long End, string? Fault);
}
