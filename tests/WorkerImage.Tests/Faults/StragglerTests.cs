using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class StragglerTests
{
    [Fact]
    public async Task A_worker_that_stands_still_again_and_again_only_makes_it_longer()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(1500).InChunksOf(8));
        var (straggler, other) = (job.Start(), job.Start());
        await job.UntilAsync(async () => await job.ExchangesAsync(straggler) > 0, "the straggler");
        for (var settled = 100; settled < job.Plan.Grid.Leaves; settled += 100)
        {
            straggler.Process.Signal(UnixSignal.Stop);
            await job.UntilSettledAsync(settled);
            var exchanges = await job.ExchangesAsync(straggler);
            straggler.Process.Signal(UnixSignal.Continue);
            await job.UntilAsync(
                async () => straggler.Process.HasExited || await job.ExchangesAsync(straggler) > exchanges, "the straggler to go on");
        }

        await job.EndsRightAsync(straggler, other);
    }
}
