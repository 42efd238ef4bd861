using System.Globalization;
using System.Text;
using ParallelJobs.Benchmarks.Rows;

namespace ParallelJobs.Benchmarks.Report;

/// <summary>The results as a table that is read in the terminal and in docs alike.</summary>
internal static class MarkdownTable
{
    /// <summary>A table of the rows of each section, the section's name above it.</summary>
    public static string Of(IEnumerable<RowResult> results) => string.Join('\n', results
        .GroupBy(result => result.Row.Section)
        .Select(section => (section.Key.Length > 0 ? $"### {section.Key}\n\n" : "") + Table(section)));

    private static string Table(IEnumerable<RowResult> results)
    {
        var text = new StringBuilder("""
            | what | ours | peer | ratio | lowest to highest | target | met | note |
            | --- | ---: | --- | ---: | ---: | ---: | --- | --- |

            """);
        foreach (var result in results)
        {
            text.AppendLine(Line(result));
        }

        return text.ToString();
    }

    /// <summary>One result on one line.</summary>
    public static string Line(RowResult result)
    {
        var row = result.Row;
        return result.Failure is { } why
            ? $"| {row.Title} | — | {Cell(row.PeerName)} | — | — | {Target(row)} | — | not measured: {Cell(why)} |"
            : $"| {row.Title} | {Value(result.Ours, row.Unit)} | {Peer(result)} | {Ratio(result)} | {Target(row)} | {Met(result)} | {Cell(result.Note)} |";
    }

    private static string Peer(RowResult result) =>
        result.Row.Peer is null ? "" : $"{result.Row.PeerName}: {Value(result.Peer, result.Row.Unit)}";

    private static string Ratio(RowResult result) => result.Row.Peer is null
        ? $" | {Value(result.Pairs.Min(pair => pair.Ours), result.Row.Unit)} to {Value(result.Pairs.Max(pair => pair.Ours), result.Row.Unit)}"
        : $"**{Times(result.Ratio)}** | {Times(result.Ratios.Min())} to {Times(result.Ratios.Max())}";

    private static string Target(Row row) => row.Target switch
    {
        null => "—",
        { } ratio when row.Peer is not null => $"≥ {ratio.ToString("0.##", CultureInfo.InvariantCulture)}x",
        { } value => $"{(row.Unit.MoreIsBetter ? "≥" : "≤")} {Value(value, row.Unit)}",
    };

    private static string Met(RowResult result) => result.IsMet switch { null => "—", true => "yes", false => "**no**" };

    private static string Value(double value, Unit unit) =>
        $"{value.ToString(value >= 1000 ? "#,0" : value >= 100 ? "0.0" : value >= 1 ? "0.000" : "0.0000", CultureInfo.InvariantCulture)} {unit.Symbol}";

    private static string Times(double ratio) => $"{ratio.ToString(ratio >= 10 ? "#,0.0" : "0.000", CultureInfo.InvariantCulture)}x";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
