using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>sin x = (-1)^n sin(x - n pi), with n the whole number nearest to x/pi. |x| up to 2^20.</summary>
internal readonly struct Sine : IIntegrand
{
    public double Of(double x) => Math.Sin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var shifted = WholeNumber.ShiftedProduct(x, TLanes.All(HalfTurn.PerRadian));
        var sine = HalfTurn.Sine(x, WholeNumber.Value(shifted));
        return TLanes.ExclusiveOr(sine, WholeNumber.SignWhereOdd(shifted));
    }
}
