using System.Collections.Immutable;
using ParallelJobs.Engine;

namespace ParallelJobs.Cli.Bench;

/// <summary>What the experiment found.</summary>
internal sealed record ExperimentReport
{
    public required JobPlan Plan { get; init; }

    /// <summary>Runs of each row, of which the median counts.</summary>
    public required int Repeat { get; init; }

    /// <summary>The sequential result, as JSON.</summary>
    public required string Value { get; init; }

    /// <summary>The sequential row first.</summary>
    public required ImmutableArray<BenchRow> Rows { get; init; }

    /// <summary>Every run gave the same exact result.</summary>
    public required bool IsSame { get; init; }
}
