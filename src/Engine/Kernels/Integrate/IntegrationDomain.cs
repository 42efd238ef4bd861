using System.Globalization;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>Where a function can be integrated. A table of what is wrong with an interval, in words for the user.</summary>
internal static class IntegrationDomain
{
    /// <summary>The largest x whose exponential is finite.</summary>
    private const double LargestOfExponential = 709.782712893384;

    /// <summary>
    /// What keeps the function from the places from <paramref name="low"/> to <paramref name="high"/>, the outermost x that the items
    /// look at, or null.
    /// </summary>
    public static string? Fault(string function, double exponent, double low, double high)
    {
        var (isOutside, need) = function switch
        {
            "cos" or "sin" => (Math.Max(-low, high) > HalfTurn.Reach, "x from -2^20 to 2^20"),
            "exp" => (high > LargestOfExponential, "x of at most 709.78, past which exp is infinite"),
            "log" => (low <= 0, "x greater than 0"),
            "sqrt" => (low < 0, "x of at least 0"),
            "reciprocal" => (low <= 0 && high >= 0, "an interval without 0"),
            "power" when exponent < 0 && low <= 0 && high >= 0 => (true, "an interval without 0, since the exponent is negative"),
            "power" => (low < 0 && !double.IsInteger(exponent), "x of at least 0, since the exponent is not whole"),
            _ => (false, ""),
        };

        return isOutside
            ? string.Create(CultureInfo.InvariantCulture, $"{function} needs {need}, and the items look at x from {low:R} to {high:R}")
            : null;
    }
}
