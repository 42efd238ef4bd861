using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// One worker: slots that compute, and one thread that never computes and does all talking to the ledger. It leases, renews, settles
/// and gives back until the job ends, it is drained, or a leaf hangs. A ledger that cannot be reached is waited for without end:
/// results are kept and offered again. Runs once.
/// </summary>
public sealed class WorkLoop
{
    private static readonly TimeSpan JoinAtMost = TimeSpan.FromSeconds(1);

    private readonly WorkLoopOptions _options;
    private readonly WorkSignals _signals;
    private readonly LeafFeed _feed;
    private readonly ImmutableArray<SlotRunner> _slots;
    private readonly ExchangeLoop _exchanges;
    private readonly TaskCompletionSource<WorkLoopEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="plan">The job.</param>
    /// <param name="queue">This worker's own way to the ledger.</param>
    /// <param name="options">How to work.</param>
    /// <param name="startedAt">Timestamp from which the slots' phases are counted; null means now.</param>
    public WorkLoop(JobPlan plan, IRangeQueue queue, WorkLoopOptions options, long? startedAt = null)
    {
        _options = options;
        _signals = new WorkSignals(options.Time);
        _feed = new LeafFeed(_signals.AskForMore);
        var start = startedAt ?? options.Time.GetTimestamp();
        _slots =
        [
            .. Enumerable.Range(0, options.Slots).Select(index => new SlotRunner(
                $"{options.Worker} slot {index}",
                () => CreateSlot(plan, options),
                _feed,
                new OutcomeBuffer(plan.Reducer),
                new SlotClock(options.Time, start),
                _signals.ReportNow)),
        ];
        _exchanges = new ExchangeLoop(plan, options, queue, _slots, _feed, _signals);
    }

    /// <summary>Works until the end.</summary>
    /// <param name="drain">Cancelled: finish the leaves under way within the grace, settle, give back the rest, and stop.</param>
    /// <exception cref="ExchangeRefusedException">The ledger will never accept this worker.</exception>
    /// <exception cref="SlotBrokenException">A slot could not be started.</exception>
    public async Task<WorkLoopEnd> RunAsync(CancellationToken drain)
    {
        await using var registration = drain.Register(_signals.Drain);
        new Thread(Run) { Name = $"{_options.Worker} exchange", IsBackground = true }.Start();
        return await _end.Task;
    }

    private static ISlot CreateSlot(JobPlan plan, WorkLoopOptions options) => options.Mode == SlotMode.Threads
        ? new ThreadSlot(plan.Grid, plan.Order, plan.Kernel.Bind(plan.Request), plan.Reducer)
        : new ProcessSlot(plan, options.Program ?? throw new InvalidOperationException("slots in processes need a program"), options.Time);

    private void Run()
    {
        try
        {
            foreach (var slot in _slots)
            {
                slot.Start();
            }

            var (reason, state) = _exchanges.Run();
            _end.SetResult(Finish(reason, state));
        }
#pragma warning disable CA1031 // Every end of this thread is told through the task.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LetSlotsGo();
            _end.SetException(e);
        }
        finally
        {
            _signals.Dispose();
        }
    }

    private WorkLoopEnd Finish(WorkLoopEndReason reason, JobState state)
    {
        LetSlotsGo();
        var end = _options.Time.GetTimestamp();
        var lastComputed = _slots.Max(slot => slot.LastComputed);
        foreach (var slot in _slots)
        {
            if (slot.HasEnded)
            {
                slot.Clock.Finish(lastComputed, _exchanges.ConfirmedAt, end);
            }
            else
            {
                slot.Clock.FinishComputing(end);
            }
        }

        return new WorkLoopEnd(reason, state, _exchanges.FinalCounters(), end)
        {
            StuckAt = _exchanges.StuckAt,
            IsHeard = !_exchanges.LeftUnheard,
        };
    }

    /// <summary>Ends the slots' threads; one that is stuck in a kernel is left behind.</summary>
    private void LetSlotsGo()
    {
        _feed.End();
        foreach (var slot in _slots)
        {
            slot.Cancel(lease: null);
        }

        // Of all together, so that a worker of many stuck slots ends in time; threads take real time, whatever the worker's clock says.
        var atMost = _options.DrainMargin / 4 < JoinAtMost ? _options.DrainMargin / 4 : JoinAtMost;
        var since = TimeProvider.System.GetTimestamp();
        foreach (var slot in _slots)
        {
            var left = atMost - TimeProvider.System.GetElapsedTime(since);
            slot.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
