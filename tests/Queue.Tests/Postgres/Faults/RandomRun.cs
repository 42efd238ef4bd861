using System.Globalization;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Many random workers and two folders at once, for so many exchanges; then right workers do the rest.</summary>
internal static class RandomRun
{
    private const string SeedVariable = "PARALLELJOBS_SEED";
    private const int Workers = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="connect">Makes a worker's connection.</param>
    /// <param name="openLedger">Makes a folder's.</param>
    public static async Task PlayAsync(
        JobUnderTest job, int exchanges, ITestOutputHelper output, Func<IRangeQueue> connect, Func<PostgresLedger> openLedger)
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"{exchanges} exchanges; the same choices, though not the same schedule, with {SeedVariable}={seed}");

        var folding = Enumerable.Range(0, 2).Select(_ => Task.Run(() => job.FoldUntilTerminalAsync(openLedger()), Token)).ToArray();
        var left = exchanges;
        var playing = Enumerable.Range(0, Workers).Select(index => Task.Run(() => PlayAsync(new Random(seed + index)), Token));
        await Task.WhenAll(playing);
        await job.FinishAsync(leaves: 500);
        await Task.WhenAll(folding);

        async Task PlayAsync(Random random)
        {
            var worker = new RandomWorker(connect(), job.Definition, random);
            while (Interlocked.Decrement(ref left) >= 0 && !(await worker.StepAsync()).IsTerminal())
            {
            }
        }
    }
}
