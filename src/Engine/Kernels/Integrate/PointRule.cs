using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>The function at one place of the step: 0 for its left end, 1/2 for its middle. x = fma(place, step, start).</summary>
internal readonly struct PointRule(double place) : IRule
{
    public double Place => place;

    public double Item<TFunction>(TFunction function, double place, double start, double step)
        where TFunction : struct, IIntegrand =>
        function.Of(Math.FusedMultiplyAdd(place, step, start));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Items<TFunction>(
        TFunction function, Vector512<double> place, Vector512<double> start, Vector512<double> step)
        where TFunction : struct, IIntegrand =>
        function.Of(Vector512.FusedMultiplyAdd(place, step, start));
}
