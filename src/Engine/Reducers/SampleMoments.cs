using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// The exact moments of a sample of at least one observation, and what follows from them: each an exact fraction (or its root),
/// rounded once. With u = 2^-1074: n, Σx/u, Σx²/u², and the sum of the observations that were not finite, if any were.
/// </summary>
internal sealed record SampleMoments(BigInteger Count, BigInteger Sum, BigInteger SumOfSquares, double? NonFinite)
{
    private const int UnitBits = 1074;

    /// <summary>Σx / n, times the scale.</summary>
    public double Mean(ResultScale scale) =>
        NonFinite is { } value
            ? value * scale.Numerator.Sign
            : ExactRational.Round(Sum * scale.Numerator, (Count * scale.Denominator) << UnitBits);

    /// <summary>
    /// (Σx² - (Σx)²/n) / (n - 1), times the square of the scale; of at least two observations. NaN if one was not finite.
    /// </summary>
    public double Variance(ResultScale scale)
    {
        var (numerator, denominator) = VarianceFraction(scale);
        return NonFinite is null ? ExactRational.Round(numerator, denominator) : double.NaN;
    }

    /// <summary>
    /// The root of the exact variance of the mean, variance / n; of at least two observations. NaN if one was not finite.
    /// </summary>
    public double StandardError(ResultScale scale)
    {
        var (numerator, denominator) = VarianceFraction(scale);
        return NonFinite is null ? ExactRational.RoundSquareRoot(numerator, denominator * Count) : double.NaN;
    }

    /// <exception cref="InvalidDataException">No sample has these moments: the squares are too few for the sum.</exception>
    private (BigInteger Numerator, BigInteger Denominator) VarianceFraction(ResultScale scale)
    {
        var numerator = (Count * SumOfSquares) - (Sum * Sum);
        if (numerator.Sign < 0 && NonFinite is null)
        {
            throw new InvalidDataException("The sum of squares is below the least that the sum and the count allow");
        }

        return (
            numerator * scale.Numerator * scale.Numerator,
            (Count * (Count - 1) * scale.Denominator * scale.Denominator) << (2 * UnitBits));
    }
}
