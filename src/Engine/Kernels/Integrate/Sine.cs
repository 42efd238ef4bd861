using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>sin x = (-1)^n sin(x - n pi), with n the whole number nearest to x/pi. |x| up to 2^20.</summary>
internal readonly struct Sine : IIntegrand
{
    public double Of(double x) => Math.Sin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x)
    {
        var shifted = WholeNumber.ShiftedProduct(x, Vector512.Create(HalfTurn.PerRadian));
        var sine = HalfTurn.Sine(x, WholeNumber.Value(shifted));
        return (sine.AsUInt64() ^ WholeNumber.SignWhereOdd(shifted)).AsDouble();
    }
}
