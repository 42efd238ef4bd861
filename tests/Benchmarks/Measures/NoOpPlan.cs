using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>A job of leaves of nothing, whose items are counted.</summary>
internal static class NoOpPlan
{
    public static ScheduleSpec LeafByLeaf { get; } = new() { Policy = ChunkPolicyName.Dynamic, ChunkLeaves = 1 };

    public static JobPlan Of(Int128 items, long leafSize, ScheduleSpec schedule)
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
