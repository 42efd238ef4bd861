using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class PreemptionTests
{
    [Fact]
    public async Task Three_preemptions_in_a_row_that_hit_the_same_leaf_do_not_fail_a_healthy_job()
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(1));
        for (var preemption = 1; preemption <= 3; preemption++)
        {
            var preempted = job.Start(new WorkerStart { Failpoints = "before-compute=kill" });
            await preempted.EndsAsync(Worker.Killed);
        }

        await job.EndsRightAsync(job.Start());

        // The first one is nobody's: the lease was not yet solo.
        Assert.Equal(2, await job.CountAsync("select max(losses) from paralleljobs.test_waited"));
        Assert.Equal(0, await job.CountAsync("select max(attempts) from paralleljobs.test_waited"));
    }
}
