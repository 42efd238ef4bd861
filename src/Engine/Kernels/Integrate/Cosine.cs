using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>cos x = (-1)^n sin(x - (n - 1/2) pi), with n the whole number nearest to x/pi + 1/2. |x| up to 2^20.</summary>
internal readonly struct Cosine : IIntegrand
{
    public double Of(double x) => Math.Cos(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x)
    {
        var half = Vector512.Create(0.5);
        var shifted = WholeNumber.Shifted(Vector512.FusedMultiplyAdd(x, Vector512.Create(HalfTurn.PerRadian), half));
        var sine = HalfTurn.Sine(x, WholeNumber.Value(shifted) - half);
        return (sine.AsUInt64() ^ WholeNumber.SignWhereOdd(shifted)).AsDouble();
    }
}
