using System.Collections.Immutable;

namespace ParallelJobs.Queue;

/// <summary>What a worker says in one exchange.</summary>
public sealed record ExchangeReport
{
    /// <summary>One life of a worker process.</summary>
    public required Guid Incarnation { get; init; }

    /// <summary>1 for an incarnation's first report, one more for each new one, the same again for a repetition.</summary>
    public required long Sequence { get; init; }

    /// <summary>Names the accepted spec and the kernel's revision; a worker with another gets no lease.</summary>
    public required string SpecHash { get; init; }

    /// <summary>The worker's name, for people.</summary>
    public string Worker { get; init; } = "";

    /// <summary>
    /// Every token still held after the <see cref="Settles"/> are applied. A lease of this incarnation that is missing here was granted
    /// in a reply that never arrived (or is settled with <see cref="Rest.GiveBack"/>): it is given back, uncharged.
    /// </summary>
    public ImmutableArray<Guid> Held { get; init; } = [];

    public ImmutableArray<Settlement> Settles { get; init; } = [];

    /// <summary>Slots of this worker that compute.</summary>
    public required int Slots { get; init; }

    /// <summary>Sums over the incarnation's whole life, so that a repetition adds nothing.</summary>
    public WorkerCounters Counters { get; init; } = WorkerCounters.Zero;

    public Want Want { get; init; } = Want.Nothing;

    /// <summary>This worker is leaving and will not report again: it is no longer counted among the live ones.</summary>
    public bool Leaving { get; init; }
}
