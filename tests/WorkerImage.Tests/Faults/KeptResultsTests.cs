using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class KeptResultsTests
{
    [Fact]
    public async Task Results_that_could_not_be_committed_are_kept_and_nothing_is_computed_twice()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(1000).InChunksOf(500) with { LeaseDurationSeconds = 60 });
        await using var proxy = new FaultProxy((await SharedPostgres.GetAsync()).Port);
        var start = new WorkerStart { Queue = proxy.Through(job.Database.WorkerUri) };
        await job.Ledger.PauseAsync(job.Id, TestContext.Current.CancellationToken);
        Worker[] workers = [job.Start(start), job.Start(start)];
        await job.UntilAsync(async () => await job.CountAsync("select count(*) from paralleljobs.worker") == 2, "both workers");
        await job.Ledger.ResumeAsync(job.Id, TestContext.Current.CancellationToken);
        await job.UntilAsync(async () => await job.CountAsync("select count(*) from paralleljobs.lease") == 2, "each worker to hold its half");

        proxy.RefuseNew = true;
        proxy.CutAll();
        await QuietSlots.UntilAllWaitAsync(job, workers);
        var settled = (await job.Ledger.ProgressAsync(job.Id, TestContext.Current.CancellationToken)).Completed;
        Assert.True(settled < job.Plan.Definition.Items, "all was settled before the queue was cut off");
        proxy.RefuseNew = false;

        await job.EndsRightAsync(workers);
        Assert.Equal(job.Plan.Grid.Leaves, await job.LeavesComputedAsync());
        Assert.Equal(0, await job.CountAsync("select count(*) from paralleljobs.test_waited"));
    }
}
