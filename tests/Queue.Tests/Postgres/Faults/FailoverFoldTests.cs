using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>
/// A fold that reads from one server and puts in to another: one that was promoted without the last fold, and on which somebody has folded since,
/// so that versions count as before and mean something else.
/// </summary>
public sealed class FailoverFoldTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_result_of_the_same_version_that_covers_something_else_is_not_what_was_read()
    {
        await using var job = await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(6), history: false);
        var worker = job.Worker();
        var lease = await worker.MustTakeAsync(6);
        await worker.SettleAsync(lease.Done(0, 2));
        await job.Ledger.FoldAsync(job.Id, RangeTally.Merge, Token);
        await worker.SettleAsync(lease.Done(2, 4));
        var isFirst = true;

        var result = await job.Ledger.FoldAsync(job.Id, MergeWhileServersChange, Token);

        Assert.Equal(result.Covered, RangeTally.Positions(result.Payload));
        await worker.SettleAsync(lease.Done(4, 6));
        await job.FinishAsync();

        ReadOnlyMemory<byte> MergeWhileServersChange(ReadOnlyMemory<byte> folded, IReadOnlyList<ReadOnlyMemory<byte>> partials)
        {
            if (isFirst)
            {
                isFirst = false;
                LoseFoldAsync(job).GetAwaiter().GetResult();
            }

            return RangeTally.Merge(folded, partials);
        }
    }

    /// <summary>What was folded is a partial again, and the version is the same.</summary>
    private static Task<object?> LoseFoldAsync(JobUnderTest job) => job.Server.ExecuteAsync(
        job.Database,
        """
        insert into paralleljobs.partial (job, done, payload) select job, covered, folded from paralleljobs.result;
        update paralleljobs.result set folded = '', covered = '{}';
        """,
        Token);
}
