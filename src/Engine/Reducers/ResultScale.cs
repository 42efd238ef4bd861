using System.Numerics;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// An exact rational factor, applied to the exact sum before the one rounding. The denominator is positive; the fraction need not
/// be in lowest terms.
/// </summary>
public readonly record struct ResultScale(BigInteger Numerator, BigInteger Denominator)
{
    public static readonly ResultScale One = new(BigInteger.One, BigInteger.One);
}
