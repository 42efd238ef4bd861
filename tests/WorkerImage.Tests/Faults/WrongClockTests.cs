using System.Text.Json;
using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class WrongClockTests
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Workers_whose_clocks_are_an_hour_off_keep_their_leases()
    {
        // Each worker computes for longer than a lease lasts.
        await using var job = await FaultJob.StartAsync(FaultManifests.Sleep(leaves: 6, milliseconds: 5000));
        Worker[] workers = [job.Start(Shifted("+1h")), job.Start(Shifted("-1h"))];

        await job.EndsRightAsync(workers);

        Assert.Equal(0, await job.CountAsync("select count(*) from paralleljobs.test_waited"));
        Assert.Equal(6, await job.LeavesComputedAsync());
        Assert.True(OffsetOf(workers[0]) > HalfAnHour, workers[0].Process.ToString());
        Assert.True(OffsetOf(workers[1]) < -HalfAnHour, workers[1].Process.ToString());
    }

    /// <summary>The time of day alone: the clock that leases are counted by is no clock that anybody sets.</summary>
    private static WorkerStart Shifted(string offset) => new()
    {
        Environment = new Dictionary<string, string>(FakeClock.Shifted(offset)) { ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" },
    };

    /// <summary>By its log.</summary>
    private static TimeSpan OffsetOf(Worker worker) =>
        JsonDocument.Parse(worker.Process.Errors[0]).RootElement.GetProperty("Timestamp").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
}
