using System.Globalization;
using System.Text.RegularExpressions;

namespace ParallelJobs.Cli.Tests;

internal static partial class Coverage
{
    /// <summary>How many items a coverage of ranges names.</summary>
    public static long ItemsIn(string coverage) => Range().Matches(coverage).Sum(range =>
        long.Parse(range.Groups["end"].Value, CultureInfo.InvariantCulture) - long.Parse(range.Groups["start"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\[(?<start>\d+),(?<end>\d+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();
}
