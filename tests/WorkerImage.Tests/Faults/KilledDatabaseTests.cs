using ParallelJobs.TestKit.Servers;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class KilledDatabaseTests
{
    [Fact]
    public async Task A_database_that_crashes_again_and_again_loses_its_last_moments_and_no_item()
    {
        await using var lost = await LostDatabase.StartAsync(FaultManifests.Pi(2000), new PostgresOptions { Fsync = true });
        await lost.StartWorkingAsync();
        for (var settled = 300; settled <= 900; settled += 300)
        {
            await lost.Job.UntilSettledAsync(settled);
            await lost.Server.KillAsync();
            await lost.Server.RestartAsync();
        }

        // What was not yet written is computed again: the ledger has forgotten the settlement together with the lease.
        await lost.EndsRightAsync();
    }
}
