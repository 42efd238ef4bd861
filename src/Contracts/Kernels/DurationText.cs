using System.Globalization;

namespace ParallelJobs.Contracts.Kernels;

/// <summary>A duration as a whole number and a unit: <c>250ms</c>, <c>10s</c>. Units: ns, us, ms, s, m.</summary>
public static class DurationText
{
    private static readonly (string Suffix, long Nanoseconds)[] Units =
        [("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000)];

    /// <summary>Nanoseconds, or false when the text is not a duration or passes 2^63 nanoseconds.</summary>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        foreach (var (suffix, unit) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal))
            {
                continue;
            }

            if (long.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= long.MaxValue / unit)
            {
                nanoseconds = number * unit;
                return true;
            }
        }

        return false;
    }

    /// <summary>The duration, to the 100 ns that a <see cref="TimeSpan"/> holds.</summary>
    /// <exception cref="FormatException">The text is not a duration.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var nanoseconds)
            ? TimeSpan.FromTicks(nanoseconds / 100)
            : throw new FormatException($"'{text}' is not a duration such as 250ms or 10s");
}
