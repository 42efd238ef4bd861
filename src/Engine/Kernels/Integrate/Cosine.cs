using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>cos x = (-1)^n sin(x - (n - 1/2) pi), with n the whole number nearest to x/pi + 1/2. |x| up to 2^20.</summary>
internal readonly struct Cosine : IIntegrand
{
    public double Of(double x) => Math.Cos(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var half = TLanes.All(0.5);
        var shifted = WholeNumber.Shifted(TLanes.FusedMultiplyAdd(x, TLanes.All(HalfTurn.PerRadian), half));
        var sine = HalfTurn.Sine(x, WholeNumber.Value(shifted) - half);
        return TLanes.ExclusiveOr(sine, WholeNumber.SignWhereOdd(shifted));
    }
}
