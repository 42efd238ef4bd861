using ParallelJobs.Queue;
using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>
/// SIGSTOP, as from a machine that sleeps or swaps: a worker that is late knows nothing of it. Here it is stopped when it is about to commit.
/// </summary>
public sealed class StoppedWorkerTests
{
    private static readonly WorkerStart StopsBeforeItsThirdCommit = new() { Failpoints = "before-commit=stop@3" };

    [Fact]
    public async Task A_worker_that_slept_through_its_lease_commits_nothing_and_works_on()
    {
        // Longer than a lease takes to run out, for one worker.
        await using var job = await FaultJob.StartAsync(FaultManifests.Sleep(leaves: 1000, milliseconds: 25).InChunksOf(8));
        var sleeper = job.Start(StopsBeforeItsThirdCommit);
        await sleeper.Process.WaitUntilStoppedAsync();
        var other = job.Start();
        await job.UntilAsync(async () => await job.RangesLostAsync() > 0, "the sleeper's lease to run out");
        var settled = await job.ExchangesAsync(sleeper);

        sleeper.Process.Signal(UnixSignal.Continue);

        await job.EndsRightAsync(sleeper, other);
        Assert.True(await job.ExchangesAsync(sleeper) > settled + 3, $"the sleeper did not go on: {job}");
        Assert.True(await job.LeavesComputedAsync() > job.Plan.Grid.Leaves, "what the sleeper computed before was accepted");
    }

    [Fact]
    public async Task A_worker_that_slept_until_the_job_was_over_changes_nothing_and_ends_well()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(120).InChunksOf(8));
        var sleeper = job.Start(StopsBeforeItsThirdCommit);
        await sleeper.Process.WaitUntilStoppedAsync();
        var other = job.Start();
        var end = await job.EndAsync();
        Assert.Equal(JobState.Complete, end.State);

        sleeper.Process.Signal(UnixSignal.Continue);

        await job.EndsRightAsync(sleeper, other);
        Assert.Equal(0, await job.CountAsync("select count(*) from paralleljobs.partial"));
        Assert.Equal(end.Version, await job.CountAsync("select version from paralleljobs.result"));
    }
}
