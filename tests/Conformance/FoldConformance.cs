using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>Folding: every partial enters the result once, whoever folds and whatever happens meanwhile.</summary>
public abstract class FoldConformance : RangeQueueConformance
{
    [Fact]
    public async Task Folding_nothing_changes_nothing()
    {
        var job = await CreateAsync(Job(3));

        var result = await FoldAsync(job);

        Assert.Equal((JobState.Open, 0, true, 0), (result.State, result.Covered.Size, result.Payload.IsEmpty, result.Version));
    }

    [Fact]
    public async Task Every_fold_that_changes_the_result_raises_its_version()
    {
        var job = await CreateAsync(Job(3));
        var worker = Worker(job);
        var versions = new List<long>();
        for (var leaf = 0; leaf < 3; leaf++)
        {
            await worker.SettleAsync((await worker.MustTakeAsync()).Done());
            versions.Add((await FoldAsync(job)).Version);
            versions.Add((await FoldAsync(job)).Version);
        }

        Assert.Equal([1, 1, 2, 2, 3, 3], versions);
    }

    [Fact]
    public async Task Two_folders_at_once_cannot_enter_a_partial_twice()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync(2)).Done());
        var merges = 0;

        // The second folder comes while the first one merges, and the first one loses.
        var result = await Ledger.FoldAsync(job.Id, MergeWhileAnotherFolds, Cancellation);

        Assert.Equal(PositionSet.Of(0, 2), result.Covered);
        Assert.Equal(PositionSet.Of(0, 2), RangeTally.Positions(result.Payload));
        await FoldAsync(job);

        ReadOnlyMemory<byte> MergeWhileAnotherFolds(ReadOnlyMemory<byte> folded, IReadOnlyList<ReadOnlyMemory<byte>> partials)
        {
            if (merges++ == 0)
            {
                Ledger.FoldAsync(job.Id, RangeTally.Merge, Cancellation).AsTask().GetAwaiter().GetResult();
            }

            return RangeTally.Merge(folded, partials);
        }
    }

    [Fact]
    public async Task What_is_settled_while_a_fold_merges_waits_for_the_next_fold()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var (first, second) = (await worker.MustTakeAsync(2), await worker.MustTakeAsync(2));
        await worker.SettleAsync(first.Done());

        var during = await Ledger.FoldAsync(job.Id, MergeWhileAnotherSettles, Cancellation);

        Assert.Equal((JobState.Open, PositionSet.Of(0, 2)), (during.State, during.Covered));
        await AssertFoldAsync(job, JobState.Complete, PositionSet.Of(0, 4));

        ReadOnlyMemory<byte> MergeWhileAnotherSettles(ReadOnlyMemory<byte> folded, IReadOnlyList<ReadOnlyMemory<byte>> partials)
        {
            worker.SettleAsync(second.Done()).GetAwaiter().GetResult();
            return RangeTally.Merge(folded, partials);
        }
    }

    [Fact]
    public async Task A_merge_that_throws_loses_nothing()
    {
        var job = await CreateAsync(Job(2));
        var worker = Worker(job);
        await worker.SettleAsync((await worker.MustTakeAsync(2)).Done());

        await Assert.ThrowsAsync<NotSupportedException>(
            async () => await Ledger.FoldAsync(job.Id, (_, _) => throw new NotSupportedException(), Cancellation));

        Assert.Equal(JobState.Complete, (await FoldAsync(job)).State);
    }
}
