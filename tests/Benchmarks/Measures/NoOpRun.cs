using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Local;
using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>
/// Leaves of nothing through the whole engine in this process: ledger, leases, slots, partials, fold. In leaves a second, which with
/// the Dynamic policy and one leaf a chunk are chunks a second. The answer is the share of the items that was counted: 1.
/// </summary>
internal sealed class NoOpRun(Int128 items, long leafSize, ScheduleSpec schedule, int slots) : IMeasure
{
    public static ScheduleSpec LeafByLeaf { get; } = new() { Policy = ChunkPolicyName.Dynamic, ChunkLeaves = 1 };

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var run = new LocalRun(Plan(), new LocalRunOptions { Mode = SlotMode.Threads, Slots = slots });
        var report = await run.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return report.State == JobState.Complete && report.Value!.Json == $"{items}"
            ? new Measurement(report.Leaves / report.ElapsedSeconds, Answer: 1)
            : throw new MeasureFailedException($"the run ended {report.State} and counted {report.Value?.Json} of {items} items");
    }

    private JobPlan Plan()
    {
        // A manifest can name builtin kernels alone; this one is close enough to be valid, and is replaced in the plan.
        var spec = new ParallelJobSpec
        {
            Range = new ItemRange(0, items),
            Kernel = new KernelSpec { Name = "countdown" },
            LeafSize = leafSize,
            Schedule = schedule,
        };
        return JobPlan.Of(new ParallelJob { Spec = spec }) with { Kernel = new NoOpKernel() };
    }
}
