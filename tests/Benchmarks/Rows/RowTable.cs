using System.Collections.Immutable;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>All rows, in the order of the table.</summary>
internal static class RowTable
{
    /// <summary>The rows' names, for a message.</summary>
    public static string Names => string.Join(", ", All(Sizes.Full).Select(row => row.Id));

    /// <param name="sizes">How much work.</param>
    /// <param name="only">Names that select rows; empty selects all.</param>
    /// <returns>The rows; those of a smoke run have no targets, which are for full sizes.</returns>
    public static ImmutableArray<Row> Select(Sizes sizes, IReadOnlyCollection<string> only) =>
    [
        .. All(sizes)
            .Where(row => only.Count == 0 || only.Any(row.IsSelectedBy))
            .Select(row => sizes == Sizes.Full ? row : row with { Target = null }),
    ];

    /// <summary>The first name that selects nothing, or null.</summary>
    public static string? Unknown(IEnumerable<string> only)
    {
        var all = All(Sizes.Full);
        return only.FirstOrDefault(name => !all.Any(row => row.IsSelectedBy(name)));
    }

    /// <summary>"10^10", "2·10^7": a number with few digits that are not 0, as the table says it.</summary>
    public static string Text(long number)
    {
        var zeros = 0;
        for (; number % 10 == 0 && number > 0; zeros++)
        {
            number /= 10;
        }

        return zeros < 3 ? $"{number}{new string('0', zeros)}" : number == 1 ? $"10^{zeros}" : $"{number}·10^{zeros}";
    }

    private static ImmutableArray<Row> All(Sizes sizes) =>
        [.. KernelRows.Of(sizes), .. PythonRows.Of(sizes), .. EngineRows.Of(sizes), .. FootprintRows.Of(sizes), .. QueueRows.Of(sizes), .. ClusterRows.Of(sizes), .. OperatorRows.Of(sizes)];
}
