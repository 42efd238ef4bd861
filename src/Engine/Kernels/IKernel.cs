using ParallelJobs.Contracts.Kernels;

namespace ParallelJobs.Engine.Kernels;

/// <summary>A function over a range of items. Stateless and safe for use by several threads.</summary>
public interface IKernel
{
    KernelDescriptor Descriptor { get; }

    /// <summary>
    /// Prepares the kernel for one job and one slot. <paramref name="request"/> has been validated against the descriptor.
    /// </summary>
    ILeafKernel Bind(KernelRequest request);
}
