using ParallelJobs.Benchmarks.Measures.Operators;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>How much work a row is.</summary>
internal sealed record Sizes
{
    public static readonly Sizes Full = new();

    /// <summary>Enough to see that every side runs and gives the right answer; the figures say nothing.</summary>
    public static readonly Sizes Quick = new()
    {
        Items = 100_000_000,
        Countdowns = 200,
        Primes = 1_000_000_000,
        InterpretedItems = 200_000,
        InterpretedTrigonometry = 10_000_000,
        OverheadItems = 1_000_000_000,
        SpeedUpItems = 1_000_000_000,
        Chunks = 200_000,
        CounterChunks = 1_000_000,
        PoolTasks = 5_000,
        LargeMemoryItems = 1_000_000_000,
        StopAfterSeconds = 2,
        RateSeconds = 0.5,
        FleetSeconds = 1,
        QueuedCountdowns = 4_000,
        ShareCountdowns = 8_000,
        SoakExchanges = 10_000,
        QueuedTasks = 50_000,
        PeerTasks = 500,
        ClusterObjects = 1_000,
        RecordedEvents = 200,
        DecodeSeconds = 0.5,
        Changes = 20,
        Fleet = new FleetSize(Finished: 20, Running: 5, Edits: 10, IdleSeconds: 2),
    };

    public long Items { get; private init; } = 10_000_000_000;

    public long Countdowns { get; private init; } = 10_000;

    public long Primes { get; private init; } = 10_000_000_000;

    public long InterpretedItems { get; private init; } = 20_000_000;

    public long InterpretedTrigonometry { get; private init; } = 1_000_000_000;

    public long OverheadItems { get; private init; } = 100_000_000_000;

    /// <summary>Beside the shorter one: what a run pays once weighs less, so the difference of the two rows is that.</summary>
    public long SpeedUpItems { get; private init; } = 300_000_000_000;

    public long Chunks { get; private init; } = 5_000_000;

    public long CounterChunks { get; private init; } = 100_000_000;

    public long PoolTasks { get; private init; } = 100_000;

    public long LargeMemoryItems { get; private init; } = 100_000_000_000;

    public int StopAfterSeconds { get; private init; } = 10;

    /// <summary>Of a reading of the queue's speed.</summary>
    public double RateSeconds { get; private init; } = 5;

    public double FleetSeconds { get; private init; } = 10;

    /// <summary>About ten seconds on two cores.</summary>
    public long QueuedCountdowns { get; private init; } = 80_000;

    /// <summary>About twenty.</summary>
    public long ShareCountdowns { get; private init; } = 160_000;

    public long SoakExchanges { get; private init; } = 1_000_000;

    public long QueuedTasks { get; private init; } = 1_000_000;

    public long PeerTasks { get; private init; } = 20_000;

    /// <summary>Of each kind, in the API server.</summary>
    public int ClusterObjects { get; private init; } = 10_000;

    /// <summary>Decoded again and again, so that they need not be more than a peer manages in a second or two.</summary>
    public int RecordedEvents { get; private init; } = 2_000;

    public double DecodeSeconds { get; private init; } = 4;

    public int Changes { get; private init; } = 500;

    public FleetSize Fleet { get; private init; } = new(Finished: 1_000, Running: 200, Edits: 500, IdleSeconds: 120);
}
