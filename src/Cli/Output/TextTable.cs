using System.Text;

namespace ParallelJobs.Cli.Output;

/// <summary>Columns of text, as wide as their widest cell: words to the left, numbers to the right.</summary>
internal sealed class TextTable(params (string Header, bool IsNumber)[] columns)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public string Render(Ink ink)
    {
        var widths = columns.Select((column, at) => _rows.Select(row => row[at].Length).Append(column.Header.Length).Max()).ToArray();
        var text = new StringBuilder();
        text.Append(ink.Dim(Line([.. columns.Select(column => column.Header)], widths))).Append('\n');
        foreach (var row in _rows)
        {
            text.Append(Line(row, widths)).Append('\n');
        }

        return text.ToString();
    }

    private string Line(string[] cells, int[] widths) => string.Join(
        Gap, cells.Select((cell, at) => columns[at].IsNumber ? cell.PadLeft(widths[at]) : cell.PadRight(widths[at]))).TrimEnd();
}
