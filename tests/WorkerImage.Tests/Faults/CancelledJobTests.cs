using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class CancelledJobTests
{
    [Fact]
    public async Task The_longest_range_that_there_is_can_be_started_and_cancelled()
    {
        await using var job = await FaultJob.StartAsync(new ParallelJobSpec
        {
            Range = new ItemRange(0, ItemRange.MaxEnd),
            Kernel = new KernelSpec { Name = "countdown" },
            LeafSize = 2,
        });
        Worker[] workers = [job.Start(), job.Start(new WorkerStart { Slots = 2 })];
        await job.UntilSettledAsync(100);

        await job.Ledger.CancelAsync(job.Id, TestContext.Current.CancellationToken);

        await job.EndsAsync(JobState.Cancelled, without: null, workers);
    }
}
