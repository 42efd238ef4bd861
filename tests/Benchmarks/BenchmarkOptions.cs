using System.Collections.Immutable;
using ParallelJobs.Benchmarks.Rows;

namespace ParallelJobs.Benchmarks;

/// <summary>What to measure, and where the table goes.</summary>
/// <param name="Only">Names that select rows; empty selects all.</param>
/// <param name="Pairs">Readings of each side.</param>
/// <param name="Write">A document whose table is rewritten; null for the terminal alone.</param>
/// <param name="Quick">A smoke run: one pair of small jobs.</param>
internal sealed record BenchmarkOptions(ImmutableArray<string> Only, int Pairs, string? Write, bool Quick)
{
    public const int DefaultPairs = 5;

    public Sizes Sizes => Quick ? Sizes.Quick : Sizes.Full;

    /// <summary>What to type to measure the same again.</summary>
    public string CommandLine =>
        "eng/bench.sh"
        + (Only.IsEmpty ? "" : $" --only {string.Join(',', Only)}")
        + (Pairs == DefaultPairs ? "" : $" --pairs {Pairs}")
        + (Quick ? " --quick" : "")
        + (Write is null ? "" : $" --write {Write}");
}
