using System.Collections.Immutable;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>All rows, in the order of the table.</summary>
internal static class RowTable
{
    /// <param name="sizes">How much work.</param>
    /// <param name="only">Names that select rows; empty selects all.</param>
    /// <exception cref="ArgumentException">A name selects nothing.</exception>
    public static ImmutableArray<Row> Select(Sizes sizes, IReadOnlyCollection<string> only)
    {
        ImmutableArray<Row> all =
            [.. KernelRows.Of(sizes), .. PythonRows.Of(sizes), .. EngineRows.Of(sizes), .. FootprintRows.Of(sizes)];
        var unknown = only.FirstOrDefault(name => !all.Any(row => row.IsSelectedBy(name)));
        return unknown is null
            ? [.. all.Where(row => only.Count == 0 || only.Any(row.IsSelectedBy))]
            : throw new ArgumentException($"no row is named '{unknown}'; there are {string.Join(", ", all.Select(row => row.Id))}", nameof(only));
    }

    /// <summary>"10^10", "2·10^7": a number with few digits that are not 0, as the table says it.</summary>
    public static string Text(Int128 number)
    {
        var zeros = 0;
        for (; number % 10 == 0 && number > 0; zeros++)
        {
            number /= 10;
        }

        return zeros < 3 ? $"{number}{new string('0', zeros)}" : number == 1 ? $"10^{zeros}" : $"{number}·10^{zeros}";
    }
}
