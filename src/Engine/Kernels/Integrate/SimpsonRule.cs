using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>Simpson's rule on the step: (f(left) + 4 f(middle) + f(right)) / 6.</summary>
internal readonly struct SimpsonRule : IRule
{
    public double Place => 0;

    public double Item<TFunction>(TFunction function, double place, double start, double step)
        where TFunction : struct, IIntegrand
    {
        var left = function.Of(Math.FusedMultiplyAdd(place, step, start));
        var middle = function.Of(Math.FusedMultiplyAdd(place + 0.5, step, start));
        var right = function.Of(Math.FusedMultiplyAdd(place + 1, step, start));
        return Math.FusedMultiplyAdd(4, middle, left + right) / 6;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Items<TFunction, TLanes>(TFunction function, TLanes place, TLanes start, TLanes step)
        where TFunction : struct, IIntegrand
        where TLanes : struct, ILanes<TLanes>
    {
        var left = function.Of(TLanes.FusedMultiplyAdd(place, step, start));
        var middle = function.Of(TLanes.FusedMultiplyAdd(place + TLanes.All(0.5), step, start));
        var right = function.Of(TLanes.FusedMultiplyAdd(place + TLanes.All(1.0), step, start));
        return TLanes.FusedMultiplyAdd(TLanes.All(4.0), middle, left + right) / TLanes.All(6.0);
    }
}
