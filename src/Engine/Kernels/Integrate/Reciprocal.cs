using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>1/x, correctly rounded by the processor.</summary>
internal readonly struct Reciprocal : IIntegrand
{
    public double Of(double x) => 1 / x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x) => Vector512.Create(1.0) / x;
}
