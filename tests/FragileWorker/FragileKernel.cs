using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Engine.Kernels;

namespace ParallelJobs.FragileWorker;

/// <summary>A kernel that computes what another does, except for the leaf that begins with one item.</summary>
internal sealed class FragileKernel(IKernel inner, long item, Fault fault) : IKernel
{
    public KernelDescriptor Descriptor => inner.Descriptor;

    public ILeafKernel Bind(KernelRequest request) => new FragileLeaf(inner.Bind(request), item, fault);
}
