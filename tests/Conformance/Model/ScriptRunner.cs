using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>Plays a script on a queue and on the model, and compares them after every step.</summary>
public sealed class ScriptRunner(IQueueHarness harness, Script script)
{
    /// <summary>As many leases as one exchange reaps, so that the model need not know in which order.</summary>
    private const int MostLeases = 16;

    private readonly ReferenceModel _model = new(script.Job);
    private readonly Guid _job = script.Job.Id;
    private readonly ScriptedWorker[] _workers =
        [.. Enumerable.Range(0, Scripts.Workers).Select(_ => new ScriptedWorker(harness.Connect(script.Job.Id)))];

    public async Task RunAsync()
    {
        await harness.Ledger.CreateAsync(script.Job, default);
        foreach (var command in script.Commands)
        {
            await CarryOutAsync(command);
            await CompareAsync();
        }

        await DrainAsync();
    }

    private async Task CarryOutAsync(Command command)
    {
        switch (command)
        {
            case Command.Report report:
                await ReportAsync(_workers[report.Worker], report);
                break;
            case Command.Repeat repeat when _workers[repeat.Worker] is { Last: { } last } worker:
                await ExchangeAsync(worker, last);
                break;
            case Command.SendOlder older when _workers[older.Worker] is { Older: { } report } worker:
                await AssertRefusedAsync(worker, report, RefusalReason.StaleSequence);
                break;
            case Command.OtherSpec other when _workers[other.Worker] is var worker:
                await AssertRefusedAsync(worker, Next(worker) with { SpecHash = "other" }, RefusalReason.SpecMismatch);
                break;
            case Command.Crash crash:
                _workers[crash.Worker] = new ScriptedWorker(harness.Connect(_job));
                break;
            case Command.Forge forge when _workers[forge.Worker] is var worker:
                await ExchangeAsync(worker, Next(worker, new Lease(Guid.NewGuid(), new PositionRange(0, 1), 1, false, default).Done()));
                break;
            case Command.Steal steal when steal.Victim != steal.Worker && _workers[steal.Victim].Known is [.., var lease]:
                await ExchangeAsync(_workers[steal.Worker], Next(_workers[steal.Worker], lease.Done() with { Rest = Rest.GiveBack }));
                break;
            case Command.SettleLate late when _workers[late.Worker] is { Known.Count: > 0 } worker:
                await ExchangeAsync(worker, Next(worker, worker.Known[^(1 + late.Lease % worker.Known.Count)].Done()));
                break;
            case Command.Advance advance:
                await AdvanceAsync(Command.Steps[advance.Step]);
                break;
            case Command.Outwait outwait:
                await OutwaitAsync(_workers[outwait.Worker]);
                break;
            default:
                await SteerAsync(command);
                break;
        }
    }

    private async Task SteerAsync(Command command)
    {
        switch (command)
        {
            case Command.Pause:
                _model.Pause();
                await harness.Ledger.PauseAsync(_job, default);
                break;
            case Command.Resume:
                _model.Resume();
                await harness.Ledger.ResumeAsync(_job, default);
                break;
            case Command.SetLimits limits:
                _model.SetLimits(Command.LimitChoices[limits.Choice]);
                await harness.Ledger.SetLimitsAsync(_job, Command.LimitChoices[limits.Choice], default);
                break;
            case Command.Cancel:
                _model.Cancel();
                await harness.Ledger.CancelAsync(_job, default);
                break;
            case Command.RetryDead:
                Assert.Equal(_model.RetryDead(), await harness.Ledger.RetryDeadAsync(_job, default));
                break;
            case Command.Fold:
                await FoldAsync(RangeTally.Merge);
                break;
            case Command.TwoFolds folds:
                await FoldAsync(MergeAmidOthers(_workers[folds.Worker]));
                break;
        }
    }

    private async Task ReportAsync(ScriptedWorker worker, Command.Report command)
    {
        var fates = worker.Held.Select((held, index) => (held.Key, held.Value, Fate: command.Fates[index % command.Fates.Count])).ToList();
        var report = worker.Next(
            new Want(Math.Min(command.Chunks, MostLeases - _model.Leases), (command.Leaves + 1) / 2, command.Leaves, command.CapDivisor),
            fates.Select(each => Fates.Settle(each.Fate, each.Key, each.Value)).OfType<Settlement>(),
            fates.Where(each => each.Fate == Fate.Forget).Select(each => each.Key),
            command.Leaving);
        await ExchangeAsync(worker, report, command.ReplyLost);
    }

    private static ExchangeReport Next(ScriptedWorker worker, params IEnumerable<Settlement> settles) =>
        worker.Next(Want.Nothing, settles, []);

    private async Task ExchangeAsync(ScriptedWorker worker, ExchangeReport report, bool replyLost = false)
    {
        var reply = await worker.Queue.ExchangeAsync(report, default);
        worker.Sent(report);
        if (_model.Worker(report.Incarnation) is { Reply: { } before } known && known.Sequence == report.Sequence)
        {
            Replies.AssertSame(before, reply);
        }
        else
        {
            var lost = _model.Report(report);
            Assert.Equal(_model.State, reply.State);
            Assert.Equal(lost.Order(), reply.Lost.Order());
            GrantRules.Follow(_model, report, reply);
            Assert.Equal(_model.LiveSlots, reply.JobSlots);
            Assert.InRange(reply.NextExchangeAfter, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(250));
            _model.Worker(report.Incarnation)!.Reply = reply;
        }

        if (!replyLost)
        {
            worker.Received(reply);
        }
    }

    private static async Task AssertRefusedAsync(ScriptedWorker worker, ExchangeReport report, RefusalReason reason)
    {
        var refusal = await Assert.ThrowsAsync<ExchangeRefusedException>(async () => await worker.Queue.ExchangeAsync(report, default));
        Assert.Equal(reason, refusal.Reason);
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        _model.Now += by;
        await harness.AdvanceAsync(by);
    }

    private async Task OutwaitAsync(ScriptedWorker worker)
    {
        for (var step = 0; step < 6; step++)
        {
            await AdvanceAsync(TimeSpan.FromSeconds(6));
            await ExchangeAsync(worker, Next(worker));
        }
    }

    private async Task FoldAsync(MergePartials merge)
    {
        var result = await harness.Ledger.FoldAsync(_job, merge, default);
        _model.Fold();
        Assert.Equal(_model.Done, result.Covered);
        Assert.Equal(_model.Done, RangeTally.Positions(result.Payload));
        Assert.Equal(_model.State, result.State);
    }

    private MergePartials MergeAmidOthers(ScriptedWorker worker)
    {
        var first = true;
        return (folded, partials) =>
        {
            if (first)
            {
                first = false;
                ExchangeAsync(worker, Next(worker)).GetAwaiter().GetResult();
                FoldAsync(RangeTally.Merge).GetAwaiter().GetResult();
            }

            return RangeTally.Merge(folded, partials);
        };
    }

    private async Task CompareAsync()
    {
        Assert.Empty(await harness.Ledger.VerifyAsync(_job, default));
        var progress = await harness.Ledger.ProgressAsync(_job, default);
        Assert.Equal(_model.State, progress.State);
        Assert.Equal(
            new[] { Place.Done, Place.Leased, Place.Waiting, Place.Dead }.Select(_model.ItemsIn),
            [progress.Completed, progress.InFlight, progress.Retrying, progress.Failed]);
        Assert.Equal((_model.LiveWorkers.Count(), _model.LiveSlots), (progress.LiveWorkers, progress.LiveSlots));
        Assert.True(PositionSet.Of(progress.Dead.Select(dead => dead.Range)).IsSubsetOf(_model.Dead), "what is called dead is not");
    }

    /// <summary>Whatever happened, one right worker can still bring the job to its exact end.</summary>
    private async Task DrainAsync()
    {
        var worker = new TestWorker(harness.Connect(_job), script.Job.SpecHash);
        await harness.Ledger.ResumeAsync(_job, default);
        for (var round = 0; round < 200; round++)
        {
            var reply = await worker.SendAsync(worker.Report(new Want(20, 4, 4, 0), [.. worker.Held.Select(lease => lease.Done())]));
            var result = await harness.Ledger.FoldAsync(_job, RangeTally.Merge, default);
            Assert.Empty(await harness.Ledger.VerifyAsync(_job, default));
            Assert.Equal(result.Covered, RangeTally.Positions(result.Payload));
            if (reply.State == JobState.Cancelled)
            {
                Assert.Equal(_model.Done, result.Covered);
                return;
            }

            if (await harness.Ledger.RetryDeadAsync(_job, default) == 0 && result.State == JobState.Complete)
            {
                Assert.Equal(PositionSet.Of(0, script.Job.Leaves), result.Covered);
                return;
            }

            await harness.AdvanceAsync(reply.Leases.IsEmpty ? TimeSpan.FromSeconds(5) : TimeSpan.Zero);
        }

        Assert.Fail("the job does not end");
    }
}
