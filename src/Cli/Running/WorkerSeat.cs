using System.Collections.Concurrent;
using System.Diagnostics;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Running;

/// <summary>
/// One worker of the run: a process, and another in its place whenever one ends before its time. Runs once.
/// </summary>
/// <param name="name">Of the worker, in messages.</param>
/// <param name="start">Makes what a life is started from.</param>
/// <param name="time">Measures lives and waits between them.</param>
/// <param name="isVerbose">All that it says is passed on.</param>
internal sealed class WorkerSeat(string name, Func<string, ProcessStartInfo> start, TimeProvider time, bool isVerbose)
{
    private readonly RestartPace _pace = new();
    private readonly ConcurrentQueue<long> _killedAt = [];

    /// <summary>How many lives were cut off within the last <paramref name="span"/>, so that they could not say that they leave.</summary>
    public int KilledWithin(TimeSpan span) => _killedAt.Count(at => time.GetElapsedTime(at) <= span);

    /// <param name="drain">Cancelled: the process is told to drain, and none is started any more.</param>
    /// <param name="kill">Cancelled: the process is killed.</param>
    /// <exception cref="WorkerRefusedException">No life of it can ever work.</exception>
    public async Task RunAsync(CancellationToken drain, CancellationToken kill)
    {
        while (!drain.IsCancellationRequested)
        {
            var end = await LiveAsync(drain, kill);
            if (end.IsFinal)
            {
                throw new WorkerRefusedException($"{name} can never work: {end.Reason}");
            }

            if (end.IsOrderly)
            {
                TellIfUnexpected(end, drain);
                return;
            }

            if (end.IsKilled)
            {
                _killedAt.Enqueue(time.GetTimestamp());
            }

            if (!drain.IsCancellationRequested)
            {
                await PauseAsync(end, drain);
            }
        }
    }

    private async Task<WorkerEnd> LiveAsync(CancellationToken drain, CancellationToken kill)
    {
        using var process = WorkerProcess.Start(start(name), time, PassOn);
        await using var draining = drain.Register(process.Drain);
        await using var killing = kill.Register(process.Kill);
        return await process.EndAsync();
    }

    private async Task PauseAsync(WorkerEnd end, CancellationToken drain)
    {
        var wait = _pace.After(end.Life);
        ErrorLine.Write($"{name} ended: {end.Reason}; starting it again{(wait > TimeSpan.Zero ? $" in {wait.TotalSeconds:0} s" : "")}");
        await Task.Delay(wait, time, drain).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Whoever stops one worker by hand means it.</summary>
    private void TellIfUnexpected(WorkerEnd end, CancellationToken drain)
    {
        if (end.Code != ExitCode.Done && !drain.IsCancellationRequested)
        {
            ErrorLine.Write($"{name} was told to stop by somebody else, and is not started again");
        }
    }

    private void PassOn(string line)
    {
        if (isVerbose)
        {
            ErrorLine.Write($"{name}: {line}");
        }
    }
}
