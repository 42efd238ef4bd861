using System.Globalization;
using System.Numerics;

namespace ParallelJobs.Engine.Reducers;

/// <summary>Numbers as JSON: the shortest decimal that round-trips, all digits, or a string for what JSON has no number for.</summary>
internal static class JsonText
{
    public const string Null = "null";

    public static string Of(double value) =>
        double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture)
        : double.IsNaN(value) ? "\"NaN\""
        : value > 0 ? "\"Infinity\""
        : "\"-Infinity\"";

    public static string Of(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);
}
