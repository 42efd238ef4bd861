using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.Queue.InMemory;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>A real ledger with one job, workers on it, and an owner who folds when told to.</summary>
internal sealed class WorkBench
{
    private readonly JobPlan _plan;
    private int _workers;

    /// <param name="plan">The job.</param>
    /// <param name="ledgerTime">The ledger's clock.</param>
    public WorkBench(JobPlan plan, TimeProvider? ledgerTime = null)
    {
        _plan = plan;
        Ledger = new InMemoryLedger(ledgerTime ?? TimeProvider.System, new Random(1));
        Ledger.CreateAsync(plan.Definition, default).AsTask().Wait();
    }

    public InMemoryLedger Ledger { get; }

    public FaultyQueue Connect() => new(Ledger.Connect(_plan.Definition.Id));

    public WorkLoop Worker(IRangeQueue queue, int slots = 2, TimeProvider? time = null, JobPlan? plan = null) =>
        new(plan ?? _plan, queue, new WorkLoopOptions
        {
            Mode = SlotMode.Threads,
            Slots = slots,
            Time = time ?? TimeProvider.System,
            Random = new Random(Interlocked.Increment(ref _workers)),
        });

    /// <summary>Works to the end while somebody folds; the ledger's invariants hold at the end.</summary>
    public async Task<WorkLoopEnd> RunAsync(WorkLoop worker, CancellationToken drain = default)
    {
        using var over = new CancellationTokenSource();
        var folding = KeepFoldingAsync(over.Token);
        var end = await worker.RunAsync(drain);
        await over.CancelAsync();
        await folding;
        Assert.Empty(await Ledger.VerifyAsync(_plan.Definition.Id, default));
        return end;
    }

    public async Task<string> ResultAsync()
    {
        var folded = await FoldAsync();
        return _plan.Reducer.Finish(PartialMerge.Read(_plan.Reducer, folded.Payload), _plan.Scale).Json;
    }

    public async Task<FoldedResult> FoldAsync() => await Ledger.FoldAsync(
        _plan.Definition.Id, (folded, partials) => PartialMerge.Of(_plan.Reducer, folded, partials), default);

    public async Task<JobProgress> ProgressAsync() => await Ledger.ProgressAsync(_plan.Definition.Id, default);

    /// <summary>Lets a clock run, from timer to timer, until something has happened.</summary>
    public static async Task AdvanceUntilAsync(ManualTime time, Func<bool> happened)
    {
        while (!happened())
        {
            time.AdvanceToNextTimer();
            await Task.Yield();
        }
    }

    private async Task KeepFoldingAsync(CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Ledger.WaitUntilFoldableAsync(_plan.Definition.Id, over);
                if ((await FoldAsync()).State is JobState.Complete or JobState.Failed or JobState.Cancelled)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
    }
}
