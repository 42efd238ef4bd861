using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// x to a power that is a multiple of 1/2 of at most 3 in size, by multiplications, a square root and a division: at most four
/// roundings.
/// </summary>
internal readonly struct ShortPower(double exponent) : IIntegrand
{
    private readonly double _exponent = exponent;
    private readonly int _whole = (int)Math.Abs(exponent);
    private readonly bool _hasHalf = !double.IsInteger(exponent);
    private readonly bool _isInverse = exponent < 0;

    public static bool Takes(double exponent) => Math.Abs(exponent) <= 3 && double.IsInteger(2 * exponent);

    public double Of(double x) => Math.Pow(x, _exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var one = TLanes.All(1.0);
        var power = _whole switch { 0 => one, 1 => x, 2 => x * x, _ => x * x * x };
        power = _hasHalf ? power * TLanes.SquareRoot(x) : power;
        return _isInverse ? one / power : power;
    }
}
