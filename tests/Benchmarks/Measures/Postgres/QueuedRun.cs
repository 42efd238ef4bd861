using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>
/// A whole job through PostgreSQL, by the product's own work loop and fold: workers with slots in threads, in this process, each with its own
/// connection.
/// </summary>
/// <param name="plan">The job; a run of it enters it anew.</param>
/// <param name="workers">How many.</param>
/// <param name="slots">Of each worker.</param>
/// <param name="roundTrip">Added to every exchange, half of it on each way.</param>
internal sealed class QueuedRun(JobPlan plan, int workers, int slots, TimeSpan roundTrip = default)
{
    /// <exception cref="MeasureFailedException">The job was not completed.</exception>
    public async Task<QueuedRunReport> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await QueueDatabase.CreateAsync(cancellationToken);
        await using var proxy = roundTrip > TimeSpan.Zero ? new FaultProxy(database.Server.Port) { Delay = roundTrip / 2 } : null;
        var job = plan with { Definition = plan.Definition with { Id = Guid.NewGuid() } };
        await database.Ledger.CreateAsync(job.Definition, cancellationToken);
        List<ObservedQueue> queues =
            [.. Enumerable.Range(0, workers).Select(_ => new ObservedQueue(database.Connect(job.Definition.Id, proxy)))];

        var before = (Own: Environment.CpuUsage.TotalTime, Server: ProcessorTime.OfServer(database.Server.Pid), Time: TimeProvider.System.GetTimestamp());
        var folding = new FoldLoop(new JobFold(job, database.Ledger), new FoldLoopOptions()).RunAsync(cancellationToken);
        var ends = await Task.WhenAll(queues.Select((queue, index) => new WorkLoop(job, queue, Options(index)).RunAsync(cancellationToken)));
        var folded = cancellationToken.IsCancellationRequested ? null : await folding;
        cancellationToken.ThrowIfCancellationRequested();

        var slotSeconds = ends.Sum(end => end.Counters.OnCoreSeconds);
        return new QueuedRunReport
        {
            Result = folded!.State == JobState.Complete
                ? job.Reducer.Finish(PartialMerge.Read(job.Reducer, folded.Payload), job.Scale)
                : throw new MeasureFailedException($"the job ended {folded.State}"),
            Seconds = TimeProvider.System.GetElapsedTime(before.Time, queues.Max(queue => queue.SettledAt)).TotalSeconds,
            SecondsToResult = TimeProvider.System.GetElapsedTime(before.Time).TotalSeconds,
            WaitedShare = ends.Sum(end => end.Counters.LeaseSeconds) / TimeProvider.System.GetElapsedTime(before.Time).TotalSeconds / (workers * slots),
            Exchanges = queues.Sum(queue => queue.Exchanges),
            ServerSeconds = ProcessorTime.OfServer(database.Server.Pid) - before.Server,
            BesideSlotsSeconds = (Environment.CpuUsage.TotalTime - before.Own).TotalSeconds - slotSeconds,
        };
    }

    private WorkLoopOptions Options(int worker) => new()
    {
        Mode = SlotMode.Threads,
        Slots = slots,
        ExpectedJobSlots = slots * workers,
        Worker = $"worker-{worker}",
        MetersProcess = worker == 0,
    };
}
