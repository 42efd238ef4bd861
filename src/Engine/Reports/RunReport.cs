using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Reports;

/// <summary>How a run ended, and what came out.</summary>
public sealed record RunReport
{
    /// <summary>The ledger's last state; Open for a run that was drained.</summary>
    public required JobState State { get; init; }

    /// <summary>Why no slot could go on; null where none broke. What was computed before counts, and is covered.</summary>
    public string? Fault { get; init; }

    /// <summary>The result; null unless the job is Complete.</summary>
    public ReducedValue? Value { get; init; }

    /// <summary>Names the exact result, before any rounding; null unless the job is Complete.</summary>
    public string? Digest { get; init; }

    /// <summary>The items that are in the result: ranges where leaves are handed out in order or all are there, else how many.</summary>
    public required string Coverage { get; init; }

    public required JobProgress Progress { get; init; }

    public required long Leaves { get; init; }

    public required Contention Contention { get; init; }

    public required SlotMode Mode { get; init; }

    /// <summary>Slots of each worker.</summary>
    public required int Slots { get; init; }

    public required int Workers { get; init; }

    /// <summary>At most ten ranges of items that could not be computed.</summary>
    public ImmutableArray<FailedRange> Failures { get; init; } = [];

    public double ElapsedSeconds => Contention.ElapsedSeconds;

    /// <summary>Some items failed, and the manifest allows it.</summary>
    public bool HasFailedItems => Progress.Failed > 0;
}
