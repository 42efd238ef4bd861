using System.Collections.Concurrent;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Engine.Local;

/// <summary>
/// A job from start to answer in this process: the in-memory ledger, its owner's fold, and workers with their slots. Runs once.
/// </summary>
public sealed class LocalRun
{
    private readonly JobPlan _plan;
    private readonly LocalRunOptions _options;
    private readonly InMemoryLedger _ledger;
    private readonly JobFold _fold;
    private readonly Guid _job;
    private readonly ConcurrentQueue<WorkLoopEnd> _ends = [];

    public LocalRun(JobPlan plan, LocalRunOptions options)
    {
        (_plan, _options, _job) = (plan, options, plan.Definition.Id);
        _ledger = new InMemoryLedger(options.Time, new Random(options.Seed));
        _fold = new JobFold(plan, _ledger);
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="drain">Cancelled: leaves under way are finished within the job's grace, and what was done is reported.</param>
    public async Task<RunReport> RunAsync(CancellationToken drain)
    {
        await _ledger.CreateAsync(_plan.Definition, CancellationToken.None);
        var start = _options.Time.GetTimestamp();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(drain);
        using var over = new CancellationTokenSource();
        var folding = FoldAsync(broken, over.Token);
        SlotBrokenException? fault = null;
        try
        {
            await WorkAsync(start, broken);
        }
        catch (SlotBrokenException e)
        {
            // What was computed before is settled, and is reported with the reason.
            fault = e;
        }
        finally
        {
            await over.CancelAsync();
            await folding;
        }

        var folded = await _fold.FoldAsync(CancellationToken.None);
        return await ReportAsync(folded, fault, start);
    }

    /// <summary>The job as it stands; null before it has started.</summary>
    public async Task<JobProgress?> ProgressAsync()
    {
        try
        {
            return await _ledger.ProgressAsync(_job, CancellationToken.None);
        }
        catch (JobNotFoundException)
        {
            return null;
        }
    }

    private Task WorkAsync(long start, CancellationTokenSource broken) =>
        Task.WhenAll([.. Enumerable.Range(0, _options.Workers).Select(index => WorkAsync(index, start, broken))]);

    /// <summary>One worker, and another in its place whenever a leaf hung it.</summary>
    private async Task WorkAsync(int index, long start, CancellationTokenSource broken)
    {
        var (from, lives) = (start, 0);
        WorkLoopEnd end;
        try
        {
            do
            {
                end = await new WorkLoop(_plan, _ledger.Connect(_job), Options(index, lives++), from).RunAsync(broken.Token);
                from = end.EndedAt;
                _ends.Enqueue(end);
            }
            while (end.Reason == WorkLoopEndReason.Stuck);
        }
        catch
        {
            // The other workers would wait for ever for what this one cannot do.
            await broken.CancelAsync();
            throw;
        }
    }

    private WorkLoopOptions Options(int worker, int life) => new()
    {
        Mode = _options.Mode,
        Slots = _options.Slots,
        ExpectedJobSlots = _options.Slots * _options.Workers,
        Worker = $"worker-{worker}",
        Program = _options.Program,
        Time = _options.Time,
        Random = new Random(_options.Seed + (worker * 1000) + life),

        // They share the process, so one of them measures it.
        MetersProcess = worker == 0,
    };

    private async Task FoldAsync(CancellationTokenSource broken, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await _ledger.WaitUntilFoldableAsync(_job, over);
                var folded = await _fold.FoldAsync(over);
                if (folded.State.IsTerminal())
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
        catch
        {
            // The workers would wait for ever for an end that no fold will bring.
            await broken.CancelAsync();
            throw;
        }
    }

    private async Task<RunReport> ReportAsync(FoldedResult folded, SlotBrokenException? fault, long start)
    {
        var end = _options.Time.GetTimestamp();
        var counters = _ends.Aggregate(WorkerCounters.Zero, (sum, worker) => sum + worker.Counters);
        var progress = await _ledger.ProgressAsync(_job, CancellationToken.None);
        var contention = new Contention(
            _options.Slots * _options.Workers,
            _options.Time.GetElapsedTime(start, end).TotalSeconds,
            counters with { TailSeconds = counters.TailSeconds + IdleAfter(end) });
        var setup = new RunSetup(_options.Mode, _options.Slots, _options.Workers);
        return RunReports.Of(_plan, folded, progress, setup, contention, fault?.Message);
    }

    /// <summary>Slot-seconds from where each worker ended to the end of the run: idle like any other tail.</summary>
    private double IdleAfter(long end) => _ends
        .Where(worker => worker.Reason != WorkLoopEndReason.Stuck)
        .Sum(worker => _options.Time.GetElapsedTime(worker.EndedAt, end).TotalSeconds * _options.Slots);
}
