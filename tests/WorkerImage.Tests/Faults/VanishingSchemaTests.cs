using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>What a worker that never worked ends for: one that did works on once it is mended.</summary>
public sealed class VanishingSchemaTests
{
    [Theory]
    [InlineData("alter schema paralleljobs rename to mislaid", "alter schema mislaid rename to paralleljobs", "schema \"paralleljobs\" does not exist")]
    [InlineData("alter role paralleljobs_worker rename to mislaid", "alter role mislaid rename to paralleljobs_worker", "Role \"paralleljobs_worker\" does not exist")]
    [InlineData("alter role paralleljobs_worker password 'another'", "alter role paralleljobs_worker password 'of the workers'", "password authentication failed")]
    public async Task A_worker_that_was_working_waits_until_it_is_there_again(string vanish, string comeBack, string answer)
    {
        await using var lost = await LostDatabase.StartAsync(FaultManifests.Sleep(leaves: 200, milliseconds: 20).InChunksOf(8), enter: false);
        await lost.Job.Ledger.CreateAsync(lost.Job.Plan.Definition, TestContext.Current.CancellationToken);
        await lost.StartWorkingAsync();

        await lost.Job.CountAsync(vanish);

        // Whoever is logged in stays so.
        await lost.Job.CountAsync("select pg_terminate_backend(pid) from pg_stat_activity where usename in ('paralleljobs_worker', 'mislaid')");
        await lost.UntilAnsweredAsync(answer);
        await lost.AllAreAliveAsync();
        await lost.Job.CountAsync(comeBack);

        lost.Job.Fold();
        await lost.EndsRightAsync();
        await lost.NothingWasComputedTwiceAsync();
    }
}
