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
}
