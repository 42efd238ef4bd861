using System.Globalization;
using System.Text;

namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>Sets of positions in PostgreSQL's notation for int8multirange: <c>{[0,4),[7,9)}</c>.</summary>
internal static class Multirange
{
    public static string Format(PositionSet positions)
    {
        var text = new StringBuilder("{");
        foreach (var range in positions)
        {
            text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"[{range.Start},{range.End})");
        }

        return text.Append('}').ToString();
    }

    /// <exception cref="FormatException">It is no multirange in the canonical form that the server writes.</exception>
    public static PositionSet Parse(string text) =>
        text is ['{', .., '}'] ? PositionSet.Of(Ranges(text)) : throw new FormatException($"'{text}' is no multirange");

    /// <summary>A range <c>[0,4)</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static PositionRange ParseRange(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        return text is ['[', .., ')'] && comma > 0
            ? new PositionRange(
                long.Parse(text[1..comma], NumberStyles.None, CultureInfo.InvariantCulture),
                long.Parse(text[(comma + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is no range");
    }

    private static IEnumerable<PositionRange> Ranges(string text)
    {
        for (var start = 1; start < text.Length - 1;)
        {
            var end = text.IndexOf(')', start) + 1;
            yield return ParseRange(end > 0 ? text.AsSpan(start..end) : []);
            start = end + 1;
        }
    }
}
