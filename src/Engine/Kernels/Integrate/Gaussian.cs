using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>exp(-x^2). The square is carried with its rounding error: its own last bit would be many of the result.</summary>
internal readonly struct Gaussian : IIntegrand
{
    /// <summary>Past it the result is 0, and the square stays finite.</summary>
    private const double Farthest = 28;

    public double Of(double x) => Math.Exp(-(x * x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x)
    {
        x = Vector512.MinNative(Vector512.Abs(x), Vector512.Create(Farthest));
        var square = x * x;
        var rest = Vector512.FusedMultiplyAdd(x, x, -square);
        return Exponential.OfSum(-square, -rest);
    }
}
