using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>A partial enters exactly when its positions leave their lease, and otherwise nothing changes.</summary>
public abstract class SettlementConformance : RangeQueueConformance
{
    public static TheoryData<string> VoidSettlements => [.. Void.Keys];

    private static Dictionary<string, Func<Lease, Settlement>> Void { get; } = new()
    {
        ["done beyond the lease"] = lease => lease.Done(4, 7),
        ["done before the lease"] = lease => lease.Done(1, 4),
        ["done settled before"] = lease => lease.Done(2, 4),
        ["failed outside the lease"] = lease => lease.Done(3, 4) with { Failed = [new LeafFailure(9, "no")] },
        ["failed settled before"] = lease => lease.Done(3, 4) with { Failed = [new LeafFailure(2, "no")] },
        ["failed and done"] = lease => lease.Done(3, 5) with { Failed = [new LeafFailure(4, "no")] },
        ["failed twice"] = lease => lease.Done(3, 4) with { Failed = [new LeafFailure(4, "no"), new LeafFailure(4, "no")] },
        ["given back with a wrong failure"] = lease => lease.GiveBack() with { Failed = [new LeafFailure(0, "no")] },
    };

    [Fact]
    public async Task What_is_settled_is_in_the_result_once()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(4);

        await worker.SettleAsync(lease.Done());

        var result = await FoldAsync(job);
        Assert.Equal((PositionSet.Of(0, 4), JobState.Complete, 1), (result.Covered, result.State, result.Version));
        Assert.Equal(40, (await ProgressAsync(job)).Completed);
    }

    [Fact]
    public async Task A_settled_lease_cannot_be_settled_again()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);
        await worker.SettleAsync(lease.Done());

        var reply = await worker.SettleAsync(lease.Done());

        Assert.Equal([lease.Token], reply.Lost);
        Assert.Equal(PositionSet.Of(0, 2), (await FoldAsync(job)).Covered);
    }

    [Fact]
    public async Task A_forged_token_changes_nothing()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);
        var forged = lease with { Token = Guid.NewGuid() };

        var reply = await worker.SettleAsync(forged.Done());

        Assert.Equal([forged.Token], reply.Lost);
        Assert.Equal(PositionSet.Empty, (await FoldAsync(job)).Covered);
        Assert.Equal(20, (await ProgressAsync(job)).InFlight);
    }

    [Fact]
    public async Task The_token_of_another_incarnation_changes_nothing_and_stays_its_own()
    {
        var job = await CreateAsync(Job(4));
        var (owner, thief) = (Worker(job), Worker(job));
        var lease = await owner.MustTakeAsync(2);

        var stolen = await thief.SettleAsync(lease.Done() with { Rest = Rest.GiveBack });
        Assert.Equal([lease.Token], stolen.Lost);
        Assert.Equal(PositionSet.Empty, (await FoldAsync(job)).Covered);

        Assert.Empty((await owner.SettleAsync(lease.Done())).Lost);
        Assert.Equal(PositionSet.Of(0, 2), (await FoldAsync(job)).Covered);
    }

    [Theory]
    [MemberData(nameof(VoidSettlements))]
    public async Task A_settlement_that_is_wrong_about_one_position_is_void_as_a_whole(string name)
    {
        var job = await CreateAsync(Job(12));
        var (worker, other) = (Worker(job), Worker(job));
        await other.MustTakeAsync(2);
        var lease = await worker.MustTakeAsync(4);
        await worker.SettleAsync(lease.Done(2, 3));
        var before = await ProgressAsync(job);

        var reply = await worker.SendAsync(worker.Report(Want.Nothing) with { Held = [lease.Token], Settles = [Void[name](lease)] });

        Assert.Empty(reply.Lost);
        Assert.Equivalent(before, await ProgressAsync(job));
        await worker.SendAsync(worker.Report(Want.Nothing, lease.Done(3, 6)) with { Held = [] });
        Assert.Equal(PositionSet.Of(2, 6), (await FoldAsync(job)).Covered);
    }

    [Fact]
    public async Task A_lease_may_be_settled_piece_by_piece_from_the_middle()
    {
        var job = await CreateAsync(Job(10));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(10);

        await worker.SettleAsync(lease.Done(4, 6));
        await worker.SettleAsync(lease.Done(8, 10), lease.Done(0, 1));
        Assert.Equal(50, (await ProgressAsync(job)).InFlight);
        await worker.SettleAsync(lease.Done(1, 4) with
        {
            Done = PositionSet.Of(new PositionRange(1, 4), new PositionRange(6, 8)),
            Payload = RangeTally.Of(new PositionRange(1, 4), new PositionRange(6, 8)),
        });

        Assert.Equal(JobState.Complete, (await FoldAsync(job)).State);
    }

    [Fact]
    public async Task Several_settlements_of_one_lease_apply_in_their_order()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(4);

        var reply = await worker.SettleAsync(lease.Done(0, 2), lease.GiveBack(), lease.Done(2, 4));

        Assert.Equal([lease.Token], reply.Lost);
        Assert.Equal(PositionSet.Of(0, 2), (await FoldAsync(job)).Covered);
    }

    [Fact]
    public async Task What_is_given_back_is_at_once_another_workers_and_costs_nothing()
    {
        var job = await CreateAsync(Job(4));
        var (leaving, other) = (Worker(job), Worker(job));
        var lease = await leaving.MustTakeAsync(4);

        await leaving.SettleAsync(lease.Done(0, 1) with { Rest = Rest.GiveBack });

        var rest = await other.MustTakeAsync(4);
        Assert.Equal((new PositionRange(1, 4), 1, false), (rest.Range, rest.Attempt, rest.Solo));
    }

    [Fact]
    public async Task The_result_does_not_depend_on_the_order_of_settlements()
    {
        var results = new List<byte[]>();
        foreach (var order in new int[][] { [0, 1, 2], [2, 0, 1], [1, 2, 0] })
        {
            var job = await CreateAsync(Job(6));
            var workers = new[] { Worker(job), Worker(job), Worker(job) };
            foreach (var worker in workers)
            {
                await worker.MustTakeAsync(2);
            }

            foreach (var index in order)
            {
                await workers[index].SettleAsync(workers[index].Held[0].Done());
                await FoldAsync(job);
            }

            results.Add((await FoldAsync(job)).Payload.ToArray());
        }

        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public async Task A_deadline_that_has_passed_means_nothing_until_the_lease_is_reaped()
    {
        var job = await CreateAsync(Job(4));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync(2);

        await AdvanceAsync(LeaseDuration * 10);
        var reply = await worker.SettleAsync(lease.Done());

        Assert.Empty(reply.Lost);
        Assert.Equal(PositionSet.Of(0, 2), (await FoldAsync(job)).Covered);
    }

    [Fact]
    public async Task The_payload_belongs_to_the_ledger_once_it_is_settled()
    {
        var job = await CreateAsync(Job(1));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync();
        var buffer = RangeTally.Of(lease.Range);

        await worker.SettleAsync(lease.Done() with { Payload = buffer });
        Array.Clear(buffer);

        Assert.Equal(JobState.Complete, (await FoldAsync(job)).State);
    }

    /// <summary>An aggregation elsewhere broke at 136 KB.</summary>
    [Fact]
    public async Task Payloads_of_a_megabyte_pass()
    {
        var job = await CreateAsync(Job(1));
        var worker = Worker(job);
        var lease = await worker.MustTakeAsync();
        var payload = new byte[1 << 20];
        new Random(1).NextBytes(payload);

        await worker.SettleAsync(lease.Done() with { Payload = payload });

        var result = await Ledger.FoldAsync(job.Id, (_, partials) => partials[0], Cancellation);
        Assert.Equal(payload, result.Payload.ToArray());
    }
}
