using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>The function at one place of the step: 0 for its left end, 1/2 for its middle. x = fma(place, step, start).</summary>
internal readonly struct PointRule(double place) : IRule
{
    public double Place => place;

    public double Item<TFunction>(TFunction function, double place, double start, double step)
        where TFunction : struct, IIntegrand =>
        function.Of(Math.FusedMultiplyAdd(place, step, start));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Items<TFunction, TLanes>(TFunction function, TLanes place, TLanes start, TLanes step)
        where TFunction : struct, IIntegrand
        where TLanes : struct, ILanes<TLanes> =>
        function.Of(TLanes.FusedMultiplyAdd(place, step, start));
}
