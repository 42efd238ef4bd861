using System.Globalization;
using ParallelJobs.Cli.Clusters;

namespace ParallelJobs.Cli.Output;

/// <summary>Jobs that have not ended, the fastest first. Pure.</summary>
internal static class TopTable
{
    private const string Nothing = "-";
    private const string Prefixes = "kMGTPE";

    public static string Of(IReadOnlyList<JobObject> jobs, bool withNamespace, DateTimeOffset now, Ink ink)
    {
        JobObject[] live = [.. jobs.Where(job => !job.IsFinished())
            .OrderByDescending(job => RateOf(job.Status.Summary?.Rate))
            .ThenBy(job => job.Metadata.Namespace, StringComparer.Ordinal)
            .ThenBy(job => job.Name, StringComparer.Ordinal)];
        (string, bool)[] place = withNamespace ? [("NAMESPACE", false)] : [];
        var table = new TextTable(
            [.. place, ("NAME", false), ("STATE", false), ("RATE", true), ("PROGRESS", true), ("ETA", true), ("WORKERS", true), ("EFFICIENCY", true), ("FAILED", true), ("AGE", true)]);
        foreach (var job in live)
        {
            var status = job.Status;
            string[] first = withNamespace ? [job.Metadata.Namespace ?? Nothing] : [];
            table.Add([
                .. first, job.Name, job.State(), Or(status.Summary?.Rate), Or(status.Summary?.Progress), Or(status.Summary?.Eta), Or(status.Summary?.Workers),
                status.Contention?.EfficiencyPercent is { } percent ? $"{percent}%" : Nothing,
                status.Items is { } items ? Figures.Grouped(items.Failed) : Nothing,
                Age.Of(job.Metadata.CreationTimestamp, now)]);
        }

        var ready = live.Sum(job => job.Status.Workers?.Ready ?? 0);
        var rate = live.Sum(job => RateOf(job.Status.Summary?.Rate));
        return $"{Figures.Count(live.Length, "job")}, {Figures.Count(ready, "worker")} ready, {Figures.Scaled(rate)} items/s\n"
            + (live.Length > 0 ? table.Render(ink) : "");
    }

    /// <summary>Items a second of "71.9M/s"; 0 for none.</summary>
    public static double RateOf(string? text)
    {
        var number = text?.EndsWith("/s", StringComparison.Ordinal) == true ? text[..^2] : "";
        var prefix = number.Length > 0 ? Prefixes.IndexOf(number[^1], StringComparison.Ordinal) : -1;
        return double.TryParse(prefix < 0 ? number : number[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value * Math.Pow(1000, prefix + 1)
            : 0;
    }

    private static string Or(string? text) => text is { Length: > 0 } ? text : Nothing;
}
