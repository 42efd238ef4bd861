using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>SIGKILL, as for want of memory or from a lost node.</summary>
public sealed class KilledWorkerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Workers_that_are_killed_at_any_moment_and_replaced_bring_the_job_to_its_right_end()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(2000));

        var turnover = new Turnover(job, new WorkerStart(), UnixSignal.Kill, mostExchanges: 6);
        var (killed, stayed) = await turnover.RunAsync(seats: 3, lives: 2, Seed.Next(output));

        await job.EndsRightAsync(stayed);
        Assert.NotEmpty(killed);
        await Task.WhenAll(killed.Select(worker => worker.EndsAsync(Worker.Killed)));
    }
}
