using System.CommandLine;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>Runs leaves of nothing in a process of their own, whose memory can then be measured apart.</summary>
internal static class NoOpCommand
{
    public const string Name = "no-op";

    public static Command Create()
    {
        var items = new Argument<long>("items");
        var leaves = new Argument<long>("leaves");
        var command = new Command(Name, "Hands out leaves of nothing and counts their items; fails unless all are counted.") { items, leaves };
        command.Hidden = true;
        command.SetAction((line, stop) => RunAsync(line.GetValue(items), line.GetValue(leaves), stop));
        return command;
    }

    private static async Task<int> RunAsync(long items, long leaves, CancellationToken stop)
    {
        var run = new NoOpRun(items, ((items - 1) / leaves) + 1, new ScheduleSpec(), Environment.ProcessorCount);
        await Console.Out.WriteLineAsync($"{(await run.MeasureAsync(stop)).Value:#,0} leaves/s");
        return 0;
    }
}
