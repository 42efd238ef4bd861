using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Kernels.Sleep;

/// <summary>A model of I/O: an item waits and uses no core, so that many slots a core pay.</summary>
public sealed class SleepKernel : IKernel
{
    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "sleep",
        Summary = "Waits: a model of work that is bound by I/O.",
        Items = "waits",
        Revision = 1,
        Parameters =
        [
            new()
            {
                Name = "duration",
                Type = KernelParameterType.Duration,
                Summary = "How long an item waits, rounded up to whole milliseconds.",
                Default = "1ms",
                Minimum = 0,
                Maximum = 3_600_000_000_000,
            },
        ],
        Reducers = [ReducerName.Count],
        DefaultLeafSize = 1,
    };

    public ILeafKernel Bind(KernelRequest request) => new SleepLeaf(request.Arguments.Duration("duration"));
}
