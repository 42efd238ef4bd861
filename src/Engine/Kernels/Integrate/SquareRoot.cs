using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>The square root, correctly rounded by the processor.</summary>
internal readonly struct SquareRoot : IIntegrand
{
    public double Of(double x) => Math.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.SquareRoot(x);
}
