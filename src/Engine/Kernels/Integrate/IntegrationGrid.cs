using System.Numerics;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// The steps of an interval: item i begins at x = fma(i, Step, Start). Step is (b - a) / steps in doubles, so two roundings; the
/// width that the sum is multiplied by at the end is the exact one.
/// </summary>
internal sealed record IntegrationGrid(double Start, double End, long Steps)
{
    public double Step { get; } = (End - Start) / Steps;

    /// <summary>(b - a) / steps as the fraction that the two doubles are.</summary>
    public ResultScale ExactStep
    {
        get
        {
            var (start, startShift) = Dyadic(Start);
            var (end, endShift) = Dyadic(End);
            var shift = Math.Max(startShift, endShift);
            return new ResultScale(
                (end << (shift - endShift)) - (start << (shift - startShift)),
                Steps * BigInteger.Pow(2, shift));
        }
    }

    public static IntegrationGrid Of(KernelArguments arguments) =>
        new(arguments.Decimal("a"), arguments.Decimal("b"), (long)arguments.Integer("steps"));

    /// <summary>The x at a place counted in steps, as the kernel computes it.</summary>
    public double At(double place) => Math.FusedMultiplyAdd(place, Step, Start);

    /// <summary>A finite double as numerator / 2^shift, in lowest terms.</summary>
    private static (BigInteger Numerator, int Shift) Dyadic(double value)
    {
        if (value == 0)
        {
            return (BigInteger.Zero, 0);
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0x000FFFFFFFFFFFFF;
        var mantissa = biased == 0 ? fraction : fraction | 1L << 52;
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        var shift = 1075 - Math.Max(biased, 1) - zeros;
        var size = new BigInteger(mantissa >> zeros) << Math.Max(-shift, 0);
        return (value < 0 ? -size : size, Math.Max(shift, 0));
    }
}
