using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Kernels.Countdown;

/// <summary>
/// Pure work for a core and nothing else: an item counts from <c>perItem</c> to zero, one step at a time. What it measures is how
/// much of a core a slot gets.
/// </summary>
public sealed class CountdownKernel : IKernel
{
    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "countdown",
        Summary = "Counts down to zero in a loop: pure work for a core.",
        Items = "countdowns",
        Revision = 1,
        Parameters =
        [
            new()
            {
                Name = "perItem",
                Type = KernelParameterType.Integer,
                Summary = "The number that an item counts down from.",
                Default = "1000000",
                Minimum = 1,
                Maximum = 1L << 40,
            },
        ],
        Reducers = [ReducerName.Count],
        DefaultLeafSize = 1,
    };

    public ILeafKernel Bind(KernelRequest request) => new CountdownLeaf((long)request.Arguments.Integer("perItem"));
}
