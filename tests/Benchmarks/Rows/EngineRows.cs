using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>What the engine itself costs: beside the bare loop, beside itself on one core, and with nothing to compute.</summary>
internal static class EngineRows
{
    private const double OverheadBelowOnePercent = 0.99;
    private const double LinearSpeedUp = 0.975;
    private const double ChunksPerSecond = 1_000_000;

    public static IEnumerable<Row> Of(Sizes sizes) =>
    [
        Overhead(sizes),
        SpeedUp("speedup", sizes.OverheadItems),
        SpeedUp("speedup-long", sizes.SpeedUpItems),
        .. Chunks(sizes),
    ];

    private static Row Overhead(Sizes sizes) => new()
    {
        Id = "overhead",
        Title = $"engine, pi, {RowTable.Text(sizes.OverheadItems)} terms, 1 slot",
        Unit = Unit.Seconds,
        Ours = new PjobRun(KernelRows.Pi(sizes.OverheadItems, slots: 1)),
        Peer = new BareKernelLoop(new ParallelJobSpec
        {
            Range = new ItemRange(1, sizes.OverheadItems + 1),
            Kernel = new KernelSpec { Name = "pi" },
        }),
        PeerName = "our kernel in a bare loop",
        Target = OverheadBelowOnePercent,
        Note = "0.99 is an overhead of one per cent",
    };

    private static Row SpeedUp(string id, long items) => new()
    {
        Id = id,
        Title = $"speed-up, pi, {RowTable.Text(items)} terms, {Environment.ProcessorCount} slots",
        Unit = Unit.Seconds,
        Ours = new PjobRun(KernelRows.Pi(items, Environment.ProcessorCount)),
        Peer = new PjobRun(KernelRows.Pi(items, slots: 1)),
        PeerName = "ours, 1 slot",
        Target = LinearSpeedUp * Environment.ProcessorCount,
    };

    /// <summary>Chunks a second, and the share of them that was done.</summary>
    private static Func<Measurement, Measurement> Rate(long chunks) => own => new Measurement(chunks / own.Value, own.Answer / chunks);

    private static IEnumerable<Row> Chunks(Sizes sizes)
    {
        var cores = Environment.ProcessorCount;
        var row = new Row
        {
            Id = "chunks",
            Title = $"chunks of nothing, in-memory queue, {RowTable.Text(sizes.Chunks)}, {cores} slots",
            Unit = Unit.ChunksPerSecond,
            Ours = new NoOpRun(sizes.Chunks, leafSize: 1, NoOpPlan.LeafByLeaf, cores),
            Target = ChunksPerSecond,
            Note = "each leased, computed, committed and folded",
        };
        yield return row;
        yield return row with
        {
            Id = "chunks-pool",
            Peer = PeerProgram.Python("multiprocessing_peers.py", "pool", sizes.PoolTasks, cores, Rate(sizes.PoolTasks)),
            PeerName = $"multiprocessing.Pool, {RowTable.Text(sizes.PoolTasks)} tasks",
            Target = 1,
            Note = "imap_unordered, one task at a time",
        };
        yield return row with
        {
            Id = "chunks-openmp",
            Peer = PeerProgram.Compiled("noop", sizes.CounterChunks, cores, Rate(sizes.CounterChunks)),
            PeerName = $"gcc, OpenMP, schedule(dynamic, 1), {RowTable.Text(sizes.CounterChunks)}",
            Target = null,
            Note = "one shared counter and no accounting: the ceiling, not a target",
        };
    }
}
