using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>exp(-x^2). The square is carried with its rounding error: its own last bit would be many of the result.</summary>
internal readonly struct Gaussian : IIntegrand
{
    /// <summary>Past it the result is 0, and the square stays finite.</summary>
    private const double Farthest = 28;

    public double Of(double x) => Math.Exp(-(x * x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.Smaller(TLanes.Absolute(x), TLanes.All(Farthest));
        var square = x * x;
        var rest = TLanes.FusedMultiplyAdd(x, x, -square);
        return Exponential.OfSum(-square, -rest);
    }
}
