using System.Globalization;

namespace ParallelJobs.Soak;

/// <summary>How long, and which faults. Immutable.</summary>
internal sealed record SoakOptions
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMinutes(1);

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same seed gives the same sequence of faults; when they hit what differs from run to run.</summary>
    public int Seed { get; init; } = Random.Shared.Next();

    /// <summary>After each of it the faults pause, and everything is checked.</summary>
    public TimeSpan Period => Duration / 3 < LongestPeriod ? Duration / 3 : LongestPeriod;

    /// <summary>Null when these are no arguments.</summary>
    public static SoakOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new SoakOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = arguments.ElementAtOrDefault(i + 1);
            if (arguments[i] is "--minutes" && double.TryParse(value, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10_000)
            {
                options = options with { Duration = TimeSpan.FromMinutes(minutes) };
            }
            else if (arguments[i] is "--seed" && int.TryParse(value, CultureInfo.InvariantCulture, out var seed))
            {
                options = options with { Seed = seed };
            }
            else
            {
                return null;
            }
        }

        return options;
    }
}
