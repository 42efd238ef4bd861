using ParallelJobs.Engine.Workers;
using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>SIGTERM, as from an eviction or when there are to be fewer workers. Leases last for an hour: nothing here waits for one to run out.</summary>
public sealed class TerminatedWorkerTests(ITestOutputHelper output)
{
    private const int OneHour = 3600;

    [Fact]
    public async Task Workers_that_are_terminated_all_the_time_lose_nothing()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(2500) with { LeaseDurationSeconds = OneHour });

        var turnover = new Turnover(job, new WorkerStart(), UnixSignal.Terminate, mostExchanges: 5);
        var (drained, stayed) = await turnover.RunAsync(seats: 3, lives: 3, Seed.Next(output));

        await job.EndsRightAsync(stayed);
        Assert.NotEmpty(drained);
        await Task.WhenAll(drained.Select(worker => worker.EndsAsync(WorkerExitCode.Terminated)));
        await NothingWasLostAsync(job);
    }

    [Fact]
    public async Task What_a_terminated_worker_gives_back_another_one_has_at_once()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Sleep(leaves: 500, milliseconds: 20).InChunksOf(500) with { LeaseDurationSeconds = OneHour });
        var first = job.Start();
        await job.UntilSettledAsync(1);
        var second = job.Start();
        await job.UntilAsync(async () => await job.ExchangesAsync(second) > 0, "the second worker, for which nothing is left");

        first.Process.Signal(UnixSignal.Terminate);
        await first.EndsAsync(WorkerExitCode.Terminated, within: TimeSpan.FromSeconds(new WorkerStart().GraceSeconds));

        await job.EndsRightAsync(second);
        await NothingWasLostAsync(job);
        Assert.NotEqual(0, await job.CountAsync("select count(*) from paralleljobs.test_waited"));
    }

    [Fact]
    public async Task A_leaf_that_outlasts_the_grace_is_given_back_and_costs_nothing()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Sleep(leaves: 1, milliseconds: 600_000) with { LeaseDurationSeconds = OneHour });
        var worker = job.Start(new WorkerStart { GraceSeconds = 3 });
        await job.UntilAsync(async () => await job.CountAsync("select count(*) from paralleljobs.lease") > 0, "the leaf to be leased");

        worker.Process.Signal(UnixSignal.Terminate);
        await worker.EndsAsync(WorkerExitCode.Terminated);

        Assert.Equal(1, await job.CountAsync("select count(*) from paralleljobs.pending where attempts = 0 and losses = 0 and not solo"));
        await job.Ledger.CancelAsync(job.Id, TestContext.Current.CancellationToken);
        await job.EndsAsync(Queue.JobState.Cancelled, without: null);
    }

    private static async Task NothingWasLostAsync(FaultJob job)
    {
        Assert.Equal(job.Plan.Grid.Leaves, await job.LeavesComputedAsync());
        Assert.Equal(0, await job.CountAsync("select count(*) from paralleljobs.test_waited where solo or attempts > 0 or losses > 0"));
    }
}
