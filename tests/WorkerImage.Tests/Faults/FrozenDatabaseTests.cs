using System.Net;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class FrozenDatabaseTests
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_database_that_stands_still_for_longer_than_a_lease_costs_nothing_but_time()
    {
        await using var lost = await LostDatabase.StartAsync(
            FaultManifests.Sleep(leaves: 1000, milliseconds: 20).InChunksOf(8) with { LeaseDurationSeconds = 30 });
        await lost.StartWorkingAsync();
        await lost.UntilReadinessIsAsync(HttpStatusCode.OK);

        lost.Server.Freeze();
        var over = Outage.LastsAsync(LongerThanALease);
        await lost.UntilReadinessIsAsync(HttpStatusCode.ServiceUnavailable);
        await lost.AllAreAliveAsync();
        await over;
        await lost.AllAreAliveAsync();
        lost.Server.Thaw();

        await lost.UntilReadinessIsAsync(HttpStatusCode.OK);
        await lost.EndsRightAsync();
        await lost.NothingWasComputedTwiceAsync();
    }
}
