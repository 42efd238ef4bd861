using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>The connection is lost before a request is sent, or after it was carried out and before its reply arrived.</summary>
public sealed class DisconnectTests
{
    public static TheoryData<string, int> Cases =>
        new MatrixTheoryData<string, int>(["before-lease", "after-lease", "before-commit", "after-commit"], [1, 4]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_worker_that_loses_its_connection_there_reports_again_and_computes_nothing_twice(string point, int time)
    {
        await using var job = await FaultJob.StartAsync(FaultManifests.Pi(120).InChunksOf(3));
        var worker = job.Start(new WorkerStart { Failpoints = $"{point}=disconnect@{time}" });

        await job.EndsRightAsync(worker);

        Assert.Contains(worker.Process.Errors, line => line.Contains("the queue answers again", StringComparison.Ordinal));
        Assert.Equal(job.Plan.Grid.Leaves, await job.LeavesComputedAsync());
        Assert.Equal(0, await job.CountAsync("select count(*) from paralleljobs.test_waited"));
    }
}
