using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public Vector512<double> Items<TFunction>(
        TFunction function, Vector512<double> place, Vector512<double> start, Vector512<double> step)
        where TFunction : struct, IIntegrand
    {
        var left = function.Of(Vector512.FusedMultiplyAdd(place, step, start));
        var middle = function.Of(Vector512.FusedMultiplyAdd(place + Vector512.Create(0.5), step, start));
        var right = function.Of(Vector512.FusedMultiplyAdd(place + Vector512.Create(1.0), step, start));
        return Vector512.FusedMultiplyAdd(Vector512.Create(4.0), middle, left + right) / Vector512.Create(6.0);
    }
}
