using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>What a run takes whatever its size: memory, and the time until a small job has answered.</summary>
internal static class FootprintRows
{
    private const double Megabytes = 100;
    private const double StartSeconds = 0.25;
    private const long Small = 1_000;
    private const long SmallJob = 1_000_000;
    private const long Largest = 1_000_000_000_000_000_000;
    private const long Leaves = 1 << 20;

    public static IEnumerable<Row> Of(Sizes sizes)
    {
        var cores = Environment.ProcessorCount;
        yield return Memory(
            "small", $"pjob run, pi, {RowTable.Text(Small)} terms", PeakMemory.Of(KernelRows.Pi(Small, cores)), "");
        yield return Memory(
            "large", $"pjob run, pi, {RowTable.Text(sizes.LargeMemoryItems)} terms", PeakMemory.Of(KernelRows.Pi(sizes.LargeMemoryItems, cores)), "");
        yield return Memory(
            "stopped",
            $"pjob run, montecarlo, {RowTable.Text(Largest)} darts",
            PeakMemory.Of(new PjobCommand("montecarlo.yaml", cores, $"spec.range.end={Largest}"), sizes.StopAfterSeconds),
            $"stopped by SIGTERM after {sizes.StopAfterSeconds} s");
        yield return Memory(
            "whole",
            $"engine, nothing to compute, {RowTable.Text(Largest)} items",
            new PeakMemory(_ => Task.FromResult(Environment.ProcessPath!), [NoOpCommand.Name, $"{Largest}", $"{Leaves}"]),
            "every item counted, in 2^20 leaves of nothing; in this program, not in pjob");
        yield return new Row
        {
            Id = "start",
            Title = $"start to answer, pjob run, pi, {RowTable.Text(SmallJob)} terms",
            Unit = Unit.Seconds,
            Ours = new PjobStart(KernelRows.Pi(SmallJob, cores)),
            Target = StartSeconds,
            Note = "the whole process",
        };
    }

    private static Row Memory(string id, string title, PeakMemory measure, string note) => new()
    {
        Id = $"memory-{id}",
        Title = $"peak memory, {title}",
        Unit = Unit.Megabytes,
        Ours = measure,
        Target = Megabytes,
        Note = note,
    };
}
