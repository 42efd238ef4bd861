using System.Globalization;
using System.Text.RegularExpressions;

namespace ParallelJobs.Cli.Commands;

/// <summary>Durations as kubectl takes them.</summary>
internal static partial class DurationWords
{
    private static readonly TimeSpan Most = TimeSpan.FromHours(1000);

    /// <summary>"30s", "10m", "1h30m", "250ms", or a number of seconds; null for what is none, or longer than 1000 hours.</summary>
    public static TimeSpan? TryParse(string text)
    {
        if (Parts().Match(text) is not { Success: true } match || text.Length == 0)
        {
            return null;
        }

        var duration = Part("h", 3600) + Part("m", 60) + Part("s", 1) + Part("bare", 1) + Part("ms", 0.001);
        return duration <= Most.TotalSeconds ? TimeSpan.FromSeconds(duration) : null;

        double Part(string name, double seconds) =>
            match.Groups[name] is { Success: true, Value: var digits } ? double.Parse(digits, CultureInfo.InvariantCulture) * seconds : 0;
    }

    [GeneratedRegex(
        @"\A(?:(?<bare>[0-9]{1,7})|(?:(?<h>[0-9]{1,4})h)?(?:(?<m>[0-9]{1,5})m)?(?:(?<s>[0-9]{1,7})s)?(?:(?<ms>[0-9]{1,9})ms)?)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Parts();
}
