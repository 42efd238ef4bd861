using System.Globalization;
using System.Text.Json;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Contracts.Crd;

namespace ParallelJobs.Cli.Output;

/// <summary>Jobs of a cluster in the columns that the CRD names. Pure.</summary>
internal static class JobTable
{
    /// <summary>Where there is nothing: tables are read by programs too, by columns.</summary>
    private const string Nothing = "-";

    public static string Of(IReadOnlyList<JobObject> jobs, bool isWide, bool withNamespace, DateTimeOffset now, Ink ink)
    {
        PrinterColumn[] columns = [.. PrinterColumns.All.Where(column => isWide || !column.IsWide)];
        string[] first = withNamespace ? ["Namespace", "Name"] : ["Name"];
        var table = new TextTable([.. first.Concat(columns.Select(column => column.Name)).Select(name => (name.ToUpperInvariant(), false))]);
        foreach (var job in jobs)
        {
            string[] names = withNamespace ? [job.Metadata.Namespace ?? Nothing, job.Name] : [job.Name];
            table.Add([.. names, .. columns.Select(column => Cell(job, column, now))]);
        }

        return table.Render(ink);
    }

    public static string Cell(JobObject job, PrinterColumn column, DateTimeOffset now)
    {
        var text = job.At(column.Path.Split('.', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            { ValueKind: JsonValueKind.String } value => value.GetString()!,
            { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
            _ => "",
        };
        return text.Length == 0 ? Nothing
            : column.Type != "date" ? OneLine(text)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var then) ? Age.Of(then, now)
            : Nothing;
    }

    /// <summary>A result may be any text, and a row is a line.</summary>
    private static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each)) : text;
}
