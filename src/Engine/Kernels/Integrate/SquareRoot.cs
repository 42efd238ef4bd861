using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>The square root, correctly rounded by the processor.</summary>
internal readonly struct SquareRoot : IIntegrand
{
    public double Of(double x) => Math.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x) => Vector512.Sqrt(x);
}
