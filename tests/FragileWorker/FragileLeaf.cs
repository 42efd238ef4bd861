using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.FragileWorker;

/// <summary>See <see cref="FragileKernel"/>.</summary>
internal sealed class FragileLeaf(ILeafKernel inner, long item, Fault fault) : ILeafKernel
{
    public ResultScale Scale => inner.Scale;

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        // First what must not be kept: a leaf that fails halfway has entered something.
        inner.Compute(first, count, partial, cancellationToken);
        if (first == item)
        {
            fault.Happen(cancellationToken);
        }
    }
}
