using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Leaves;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Orders;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>Plans with a kernel of the test's own, over items 0 .. items-1.</summary>
internal static class TestPlans
{
    public static JobPlan Plan(long items, TestKernel kernel, long leafSize = 1, ChunkPolicyName policy = ChunkPolicyName.Adaptive)
    {
        var range = new ItemRange(0, items);
        var grid = new LeafGrid(range, leafSize);
        return new JobPlan
        {
            Job = new ParallelJob(),
            Grid = grid,
            Kernel = kernel,
            Request = new KernelRequest(range, leafSize, ReducerName.Sum, KernelArguments.Of(kernel.Descriptor, range, [])),
            Reducer = ReducerCatalog.Create(new ReduceSpec { Name = ReducerName.Sum }),
            Order = LeafOrders.Of(LeafOrderName.Fifo, grid.Leaves, "test"),
            Scale = ResultScale.One,
            Definition = new JobDefinition
            {
                Id = Guid.NewGuid(),
                SpecHash = "test",
                Leaves = grid.Leaves,
                LeafItems = leafSize,
                ShortPosition = grid.Leaves - 1,
                ShortItems = grid.LastLeafItems,
                Backoff = TimeSpan.Zero,
            },
            Schedule = new ScheduleSpec { Policy = policy, Order = LeafOrderName.Fifo },
            LeafTimeout = TimeSpan.FromHours(1),
            DrainGrace = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>0 + 1 + … + (items - 1).</summary>
    public static string SumOf(long items) => ((Int128)items * (items - 1) / 2).ToString();
}
