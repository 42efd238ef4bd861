using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>Computes nothing and says how many items it was given, so that what is left to measure is the way to it and back.</summary>
internal sealed class NoOpKernel : IKernel, ILeafKernel
{
    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "noop",
        Summary = "Nothing, counted.",
        Items = "nothings",
        Revision = 1,
        Reducers = [ReducerName.Count],
        DefaultLeafSize = 1,
    };

    public ILeafKernel Bind(KernelRequest request) => this;

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken) =>
        partial.AddMoments(IntegerMoments.OfCount(count));
}
