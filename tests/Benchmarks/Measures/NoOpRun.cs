using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Local;
using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>
/// Leaves of nothing through the whole engine in this process: ledger, leases, slots, partials, fold. In leaves a second, which with
/// the Dynamic policy and one leaf a chunk are chunks a second. The answer is the share of the items that was counted: 1.
/// </summary>
internal sealed class NoOpRun(Int128 items, long leafSize, ScheduleSpec schedule, int slots) : IMeasure
{
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var plan = NoOpPlan.Of(items, leafSize, schedule);
        var run = new LocalRun(plan, new LocalRunOptions { Mode = SlotMode.Threads, Slots = slots });
        var report = await run.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return report.State == JobState.Complete && report.Value!.Json == $"{items}"
            ? new Measurement(report.Leaves / report.ElapsedSeconds, Answer: 1)
            : throw new MeasureFailedException($"the run ended {report.State} and counted {report.Value?.Json} of {items} items");
    }
}
