using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>What a run through PostgreSQL took.</summary>
internal sealed record QueuedRunReport
{
    public required ReducedValue Result { get; init; }

    /// <summary>Until the ledger had confirmed the last leaf.</summary>
    public required double Seconds { get; init; }

    /// <summary>Until the workers had heard that the folded result is there, which they ask for four times a second.</summary>
    public required double SecondsToResult { get; init; }

    public required long Exchanges { get; init; }

    /// <summary>The share of the slots' time that they waited for leases.</summary>
    public required double WaitedShare { get; init; }

    /// <summary>Core-seconds of all processes of the server.</summary>
    public required double ServerSeconds { get; init; }

    /// <summary>Core-seconds of this process outside of the slots' threads: exchanging, folding, the runtime.</summary>
    public required double BesideSlotsSeconds { get; init; }
}
