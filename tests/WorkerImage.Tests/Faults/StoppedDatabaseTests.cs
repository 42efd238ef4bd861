using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class StoppedDatabaseTests
{
    [Fact]
    public async Task A_database_that_is_away_for_longer_than_a_lease_costs_nothing_but_time()
    {
        await using var lost = await LostDatabase.StartAsync(FaultManifests.Pi(600).InChunksOf(150));
        lost.StartWorkers();
        await lost.UntilAllWorkAsync();

        await lost.Server.StopAsync();
        await lost.UntilAwayAsync();
        await Outage.LastsAsync(Outage.BeyondTheLease);
        await lost.AllAreAliveAsync();
        await lost.Server.RestartAsync();

        await lost.EndsRightAsync();
        await lost.NothingWasComputedTwiceAsync();
    }
}
