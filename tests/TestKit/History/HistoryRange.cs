namespace ParallelJobs.TestKit.History;

/// <summary>Positions from the first to before the end, as the database wrote them: deliberately no type of the product.</summary>
public readonly record struct HistoryRange(long First, long End)
{
    /// <summary>Of <c>{[0,4),[7,9)}</c>.</summary>
    public static IReadOnlyList<HistoryRange> Parse(string multirange) =>
    [
        .. multirange.Trim('{', '}').Split("),", StringSplitOptions.RemoveEmptyEntries)
            .Select(range => range.Trim('[', ')').Split(','))
            .Select(bounds => new HistoryRange(
                long.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture),
                long.Parse(bounds[1], System.Globalization.CultureInfo.InvariantCulture))),
    ];

    public override string ToString() => $"[{First},{End})";
}
