using System.Collections.Immutable;

namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>A report as <c>exchange_v1</c> reads it. The settlements' payloads travel beside it, as bytes.</summary>
internal sealed record ReportMessage
{
    public required Guid Incarnation { get; init; }

    public required long Sequence { get; init; }

    public required string SpecHash { get; init; }

    public required string Worker { get; init; }

    public required ImmutableArray<Guid> Held { get; init; }

    public required ImmutableArray<SettleMessage> Settles { get; init; }

    public required int Slots { get; init; }

    public required WorkerCounters Counters { get; init; }

    public required Want Want { get; init; }

    public required bool Leaving { get; init; }

    public static ReportMessage Of(ExchangeReport report) => new()
    {
        Incarnation = report.Incarnation,
        Sequence = report.Sequence,
        SpecHash = report.SpecHash,
        Worker = SafeText.Of(report.Worker),
        Held = report.Held.IsDefault ? [] : report.Held,
        Settles = report.Settles.IsDefault ? [] : [.. report.Settles.Select(SettleMessage.Of)],
        Slots = Math.Max(0, report.Slots),
        Counters = report.Counters,
        Want = report.Want,
        Leaving = report.Leaving,
    };
}
