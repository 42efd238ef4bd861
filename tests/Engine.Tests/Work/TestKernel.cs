using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>Adds up the numbers of its items, so that a leaf that is lost or entered twice shows; before it, does what a test says.</summary>
internal sealed class TestKernel(Action<long, CancellationToken>? beforeLeaf = null) : IKernel, ILeafKernel
{
    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "test",
        Summary = "Adds up the numbers of its items.",
        Items = "whole numbers",
        Revision = 1,
        Reducers = [ReducerName.Sum],
        DefaultLeafSize = 1,
    };

    public ILeafKernel Bind(KernelRequest request) => this;

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        beforeLeaf?.Invoke(first, cancellationToken);
        var sum = (Int128)count * (first + first + count - 1) / 2;
        partial.AddMoments(new IntegerMoments(count, sum, 0));
    }
}
