using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class StoppedDatabaseTests
{
    [Fact]
    public async Task A_database_that_is_away_for_longer_than_a_lease_costs_nothing_but_time()
    {
        await using var lost = await LostDatabase.StartAsync(FaultManifests.Pi(1200).InChunksOf(300));
        await lost.StartWorkingAsync();

        await lost.Server.StopAsync();
        await lost.UntilAwayAsync();
        await Outage.LastsAsync(Outage.BeyondTheLease);
        await lost.AllAreAliveAsync();
        await lost.Server.RestartAsync();

        await lost.EndsRightAsync();
        await lost.NothingWasComputedTwiceAsync();
    }
}
