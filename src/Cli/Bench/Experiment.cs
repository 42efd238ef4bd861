using System.Collections.Immutable;
using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Local;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Bench;

/// <summary>
/// One job, sequentially, in threads and in processes, for every number of slots up to <paramref name="mostSlots"/>. A short run that is not timed goes
/// first, so that nobody pays for loading and compiling. Repetitions go round through all rows, so that what the machine does beside
/// the experiment hits all alike.
/// </summary>
internal sealed class Experiment(ParallelJob job, int mostSlots, int repeat, SlotProgram program, TimeProvider time)
{
    private readonly JobPlan _plan = JobPlan.Of(job);

    /// <summary>Sequential first.</summary>
    public ImmutableArray<(BenchMode Mode, int Slots)> Setups { get; } =
    [
        (BenchMode.Sequential, 1),
        .. Enumerable.Range(1, mostSlots).Select(slots => (BenchMode.Threads, slots)),
        .. Enumerable.Range(1, mostSlots).Select(slots => (BenchMode.Processes, slots)),
    ];

    /// <summary>Measures every setup.</summary>
    /// <param name="announce">Called before each run: what is run, the how-many-th of how many.</param>
    /// <param name="drain">Cancelled: stop.</param>
    /// <exception cref="RunFailedException">A run ended without a result.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public async Task<ExperimentReport> RunAsync(Action<BenchMode, int, int, int> announce, CancellationToken drain)
    {
        await WarmUpAsync(drain);
        var measured = Setups.ToDictionary(setup => setup, _ => new List<Measurement>());
        for (var run = 0; run < repeat * Setups.Length; run++)
        {
            var (mode, slots) = Setups[run % Setups.Length];
            announce(mode, slots, run + 1, repeat * Setups.Length);
            measured[(mode, slots)].Add(await MeasureAsync(mode, slots, drain));
        }

        var sequential = Median(measured[Setups[0]]);
        var first = measured[Setups[0]][0];
        return new ExperimentReport
        {
            Plan = _plan,
            Repeat = repeat,
            Value = first.Value,
            Rows = [.. Setups.Select(setup => new BenchRow(setup.Mode, setup.Slots, Median(measured[setup]), sequential, measured[setup][0].Digest))],
            IsSame = measured.Values.SelectMany(runs => runs).All(run => run.Digest == first.Digest),
        };
    }

    /// <summary>A few leaves by way of the kernel alone and of the engine; a slot's process starts cold in every run, as it does in life.</summary>
    private async Task WarmUpAsync(CancellationToken drain)
    {
        var grid = _plan.Grid;
        var leaves = Math.Min(grid.Leaves, 4 * mostSlots);
        SequentialRun.Measure(_plan, leaves, time, drain);
        var few = grid.Range with { End = Int128.Min(grid.Range.End, grid.Range.Start + ((Int128)leaves * grid.LeafSize)) };
        var options = new LocalRunOptions { Mode = SlotMode.Threads, Slots = mostSlots, Time = time };
        await new LocalRun(JobPlan.Of(job with { Spec = job.Spec with { Range = few } }), options).RunAsync(drain);
    }

    private async Task<Measurement> MeasureAsync(BenchMode mode, int slots, CancellationToken drain)
    {
        if (mode == BenchMode.Sequential)
        {
            return SequentialRun.Measure(_plan, _plan.Grid.Leaves, time, drain);
        }

        var options = new LocalRunOptions
        {
            Mode = mode == BenchMode.Threads ? SlotMode.Threads : SlotMode.Processes,
            Slots = slots,
            Program = program,
            Time = time,
        };
        var report = await new LocalRun(JobPlan.Of(job), options).RunAsync(drain);
        drain.ThrowIfCancellationRequested();
        return report is { State: JobState.Complete, HasFailedItems: false, Value: { } value, Digest: { } digest }
            ? new Measurement(report.ElapsedSeconds, value.Json, digest)
            : throw new RunFailedException(
                $"{mode} with {Figures.Count(slots, "slot")} ended {report.State} and is no measure of anything"
                + (report.Fault is { } fault ? $": {fault}" : report.Failures is [var failure, ..] ? $": items [{failure.Start},{failure.End}): {failure.Message}" : ""));
    }

    private static double Median(List<Measurement> runs)
    {
        var sorted = runs.Select(run => run.Seconds).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
