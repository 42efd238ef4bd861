using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Leaves;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Orders;

namespace ParallelJobs.Engine;

/// <summary>
/// A validated manifest as the engine needs it: everything decided, nothing null. The worker, its slots' processes and the
/// owner of the ledger make the same plan of the same manifest. Immutable, and safe for use by several threads.
/// </summary>
public sealed record JobPlan
{
    /// <summary>The manifest with every default filled in.</summary>
    public required ParallelJob Job { get; init; }

    public required LeafGrid Grid { get; init; }

    public required IKernel Kernel { get; init; }

    public required KernelRequest Request { get; init; }

    public required IReducer Reducer { get; init; }

    public required ILeafOrder Order { get; init; }

    /// <summary>What turns the reduced sum into the result.</summary>
    public required ResultScale Scale { get; init; }

    public required JobDefinition Definition { get; init; }

    public required ScheduleSpec Schedule { get; init; }

    /// <summary>How long one leaf may take.</summary>
    public required TimeSpan LeafTimeout { get; init; }

    /// <summary>How long leaves under way may go on after a drain was asked for.</summary>
    public required TimeSpan DrainGrace { get; init; }

    public bool IsLimited => Definition.Limits != JobLimits.None;
}
