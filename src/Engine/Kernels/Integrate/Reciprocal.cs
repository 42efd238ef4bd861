using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>1/x, correctly rounded by the processor.</summary>
internal readonly struct Reciprocal : IIntegrand
{
    public double Of(double x) => 1 / x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.All(1.0) / x;
}
