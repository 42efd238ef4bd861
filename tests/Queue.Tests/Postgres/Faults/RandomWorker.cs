namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>
/// A worker that does whatever a worker might: settles some, all or none, fails leaves, gives back, crashes, loses replies, repeats
/// itself, and falls silent for longer than its leases last. For one thread.
/// </summary>
internal sealed class RandomWorker(IRangeQueue queue, JobDefinition job, Random random)
{
    private static readonly TimeSpan UntilReaped = TimeSpan.FromSeconds(5.5);

    private TestWorker _worker = Newborn(queue, job, random);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One or two exchanges.</summary>
    public async Task<JobState> StepAsync()
    {
        var report = Next();
        switch (random.Next(400))
        {
            case < 8:
                // It dies with a report on its way.
                await queue.ExchangeAsync(report, Token);
                _worker = Newborn(queue, job, random);
                return JobState.Open;
            case < 20:
                // It dies between two.
                _worker = Newborn(queue, job, random);
                return JobState.Open;
            case < 50:
                return await LoseReplyAndRepeatAsync(report);
            case < 60:
                return await LoseReplyAndGoOnAsync(report);
            case < 75:
                await _worker.SendAsync(report);
                await AssertStaleAsync(report);
                return JobState.Open;
            case < 77:
                await queue.WaitAsync(job.LeaseDuration + UntilReaped, Token);
                return JobState.Open;
            default:
                return (await _worker.SendAsync(report)).State;
        }
    }

    private static TestWorker Newborn(IRangeQueue queue, JobDefinition job, Random random) =>
        new(queue, job.SpecHash) { Slots = random.Next(1, 9) };

    private ExchangeReport Next()
    {
        var settles = _worker.Held.Where(_ => random.Next(5) > 0).Select(Settle).ToArray();
        var report = _worker.Report(new Want(random.Next(4), 1, random.Next(1, 30), random.Next(3)), settles);
        var forgets = random.Next(20) == 0;
        return report with { Held = forgets ? [] : report.Held, Leaving = random.Next(50) == 0 };
    }

    private Settlement Settle(Lease lease)
    {
        var cut = random.NextInt64(lease.Range.Start, lease.Range.End + 1);
        return random.Next(14) switch
        {
            0 => lease.Done(lease.Range.Start, cut) with { Rest = Rest.GiveBack },
            1 => lease.Done(cut, lease.Range.End) with { BegunUpTo = lease.Range.End },
            2 => lease.Fail(null, "nobody knows which"),
            3 => lease.Fail(cut < lease.Range.End ? cut : lease.Range.Start, "this one") with { Rest = Rest.GiveBack },
            4 => lease.GiveBack(),
            5 => lease.Begin(cut),
            _ => lease.Done(),
        };
    }

    private async Task<JobState> LoseReplyAndRepeatAsync(ExchangeReport report)
    {
        var lost = await queue.ExchangeAsync(report, Token);
        var reply = await _worker.SendAsync(report);
        Assert.Equal(lost.Leases, reply.Leases);
        Assert.Equal(lost with { Leases = [], Lost = [] }, reply with { Leases = [], Lost = [] });
        return reply.State;
    }

    /// <summary>Not what a right worker does: it forgets a report that was carried out, and what it was granted with it.</summary>
    private async Task<JobState> LoseReplyAndGoOnAsync(ExchangeReport report)
    {
        await queue.ExchangeAsync(report, Token);
        return (await _worker.SendAsync(_worker.Report(new Want(1, 1, 5, 1)) with { Sequence = report.Sequence + 1 })).State;
    }

    private async Task AssertStaleAsync(ExchangeReport report)
    {
        if (report.Sequence > 1)
        {
            var refused = await Assert.ThrowsAsync<ExchangeRefusedException>(
                async () => await queue.ExchangeAsync(report with { Sequence = report.Sequence - 1 }, Token));
            Assert.Equal(RefusalReason.StaleSequence, refused.Reason);
        }
    }
}
