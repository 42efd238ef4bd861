using System.Net;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class LateDatabaseTests
{
    [Fact]
    public async Task Workers_that_are_there_before_the_database_and_before_the_job_wait_for_both()
    {
        await using var lost = await LostDatabase.StartAsync(FaultManifests.Pi(100), enter: false);
        await lost.Server.StopAsync();
        lost.StartWorkers();
        await lost.UntilAwayAsync();
        await IsWaitingAsync();

        await lost.Server.RestartAsync();
        await lost.Job.UntilAsync(
            async () => await lost.Job.CountAsync("select count(*) from pg_stat_activity where usename = 'paralleljobs_worker'") == 2, "both workers, let in");
        await IsWaitingAsync();

        // Paused at first, so that they can be asked before all is done.
        await lost.Job.EnterAsync(paused: true);
        await lost.UntilReadinessIsAsync(HttpStatusCode.OK);
        await lost.Job.Ledger.ResumeAsync(lost.Job.Id, TestContext.Current.CancellationToken);
        await lost.EndsRightAsync();

        async Task IsWaitingAsync()
        {
            await lost.UntilReadinessIsAsync(HttpStatusCode.ServiceUnavailable);
            await lost.AllAreAliveAsync();
        }
    }
}
