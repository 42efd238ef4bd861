using ParallelJobs.Cli.Clusters;

namespace ParallelJobs.Cli.Output;

/// <summary>A line on stdout for each change of a job that can be seen in it. For one thread.</summary>
internal sealed class ChangeLines(Ink ink, bool withNamespace)
{
    private const string Nothing = "-";
    private static readonly int[] Widths = [12, 8, 9, 10, 8, 0];
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);
    private bool _begun;

    /// <param name="job">As it is, or was.</param>
    /// <param name="isGone">It was deleted.</param>
    public void Print(JobObject job, bool isGone)
    {
        var line = Of(job, isGone, withNamespace);
        if (!_last.TryGetValue(job.Metadata.Uid ?? job.Name, out var last) || last != line)
        {
            _last[job.Metadata.Uid ?? job.Name] = line;
            if (!_begun)
            {
                Console.Out.WriteLine(ink.Dim(Row(withNamespace ? ["NAMESPACE", "NAME"] : ["NAME"], "STATE", "PROGRESS", "WORKERS", "RATE", "ETA", "RESULT")));
                _begun = true;
            }

            Console.Out.WriteLine(line);
        }
    }

    /// <summary>Pure.</summary>
    public static string Of(JobObject job, bool isGone, bool withNamespace)
    {
        var summary = job.Status.Summary;
        string[] names = withNamespace ? [job.Metadata.Namespace ?? Nothing, job.Name] : [job.Name];
        return isGone
            ? Row(names, "Deleted")
            : Row(names, job.State(), Or(summary?.Progress), Or(summary?.Workers), Or(summary?.Rate), Or(summary?.Eta), Or(summary?.Result));
    }

    /// <summary>Lines come one by one, so no column knows what comes below: each is as wide as what usually stands in it.</summary>
    private static string Row(string[] names, params string[] cells) =>
        string.Join("  ", names.Select(name => name.PadRight(24)).Concat(cells.Select((cell, at) => cell.PadRight(Widths[at])))).TrimEnd();

    private static string Or(string? text) => text is { Length: > 0 } ? text.ReplaceLineEndings(" ") : Nothing;
}
