using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>Workers that never grow old: each is sent a signal after a few exchanges, and another one takes its place. The last ones stay.</summary>
internal sealed class Turnover(FaultJob job, WorkerStart start, UnixSignal signal, int mostExchanges)
{
    /// <param name="seats">Workers at a time.</param>
    /// <param name="lives">That end, of each seat.</param>
    /// <param name="random">Says after how many exchanges.</param>
    /// <returns>Those that were felled, and those that stayed.</returns>
    public async Task<(IReadOnlyList<Worker> Felled, IReadOnlyList<Worker> Stayed)> RunAsync(int seats, int lives, Random random)
    {
        var all = await Task.WhenAll([.. Enumerable.Range(0, seats).Select(_ => SitAsync(lives, new Random(random.Next())))]);
        return ([.. all.SelectMany(seat => seat.Felled)], [.. all.Select(seat => seat.Stayed)]);
    }

    private async Task<(IReadOnlyList<Worker> Felled, Worker Stayed)> SitAsync(int lives, Random random)
    {
        List<Worker> felled = [];
        for (var life = 0; life < lives; life++)
        {
            var worker = job.Start(start);
            var exchanges = random.Next(1, mostExchanges + 1);
            await job.UntilAsync(
                async () => worker.Process.HasExited || await job.ExchangesAsync(worker) >= exchanges, $"exchange {exchanges} of {worker.Name}");
            worker.Process.Signal(signal);
            if (await worker.Process.WaitForExitAsync(TimeSpan.FromSeconds(start.GraceSeconds), TestContext.Current.CancellationToken) == 0)
            {
                // The job was over first.
                return (felled, worker);
            }

            felled.Add(worker);
        }

        return (felled, job.Start(start));
    }
}
