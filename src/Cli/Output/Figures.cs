using System.Globalization;

namespace ParallelJobs.Cli.Output;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary>1,000,000.</summary>
    public static string Grouped(Int128 number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 leaf", "2 leaves".</summary>
    public static string Count(Int128 number, string one, string? many = null) => $"{Grouped(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>Three digits and an SI prefix: 17.2G.</summary>
    public static string Scaled(double number)
    {
        var prefix = 0;
        while (number >= 999.5 && prefix < Prefixes.Length - 1)
        {
            number /= 1000;
            prefix++;
        }

        return number.ToString(number >= 99.95 ? "0" : number >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + Prefixes[prefix];
    }

    /// <summary>0.058 s, 12.3 s, 7m52s, 3h05m.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        < 9.9995 => $"{seconds:0.###} s",
        < 59.95 => $"{seconds:0.0} s",
        < 3599.5 => $"{(int)Math.Round(seconds) / 60}m{(int)Math.Round(seconds) % 60:00}s",
        < 3_600_000 => $"{(int)Math.Round(seconds / 60) / 60}h{(int)Math.Round(seconds / 60) % 60:00}m",
        _ => "more than 1000h",
    };

    /// <summary>As precise as a guess deserves: 1 s, 43 s, 7m52s.</summary>
    public static string WholeSeconds(double seconds) => seconds < 59.5 ? $"{Math.Ceiling(seconds):0} s" : Seconds(seconds);

    public static string Percent(double share) => $"{share * 100:0.0} %";
}
