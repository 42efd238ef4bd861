using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Queue.Tests;

/// <summary>Real threads at once: the schedule is the machine's, the result must be exact under every one of them.</summary>
public sealed class InMemoryHammerTests(ITestOutputHelper output)
{
    private const int Threads = 8;

    private readonly ManualTime _time = new();
    private readonly JobDefinition _job = InMemoryJobs.Of(60_000) with { MaxLosses = int.MaxValue, MaxAttempts = int.MaxValue };

    [Fact(Timeout = 60_000)]
    public async Task Workers_crashes_folds_and_the_clock_at_once_leave_an_exact_result()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var cancellation = TestContext.Current.CancellationToken;
        var ledger = new InMemoryLedger(_time, new Random(seed));
        await ledger.CreateAsync(_job, cancellation);

        var workers = Enumerable.Range(0, Threads)
            .Select(index => Task.Run(() => WorkAsync(ledger, new Random(seed + index)), cancellation));
        var folders = Enumerable.Range(0, 2).Select(_ => Task.Run(() => FoldAsync(ledger), cancellation));
        await Task.WhenAll([.. workers, .. folders]);

        var result = await ledger.FoldAsync(_job.Id, RangeTally.Merge, cancellation);
        Assert.Equal(JobState.Complete, result.State);
        Assert.Equal(PositionSet.Of(0, _job.Leaves), RangeTally.Positions(result.Payload));
        Assert.Empty(await ledger.VerifyAsync(_job.Id, cancellation));
    }

    /// <summary>Takes, settles a part, keeps or gives back the rest, fails, repeats itself, and now and then vanishes.</summary>
    private async Task WorkAsync(InMemoryLedger ledger, Random random)
    {
        var worker = new TestWorker(ledger.Connect(_job.Id), _job.SpecHash);
        for (var state = JobState.Open; state == JobState.Open;)
        {
            var settles = worker.Held.Where(_ => random.Next(4) > 0).Select(lease => Settle(lease, random)).ToArray();
            var report = worker.Report(new Want(random.Next(4), 1, 40, 1), settles);
            report = report with { Held = [.. report.Held.Where(token => Array.TrueForAll(settles, each => each.Token != token))] };
            state = (await worker.SendAsync(report)).State;
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(500)));
            switch (random.Next(40))
            {
                case 0:
                    worker = new TestWorker(ledger.Connect(_job.Id), _job.SpecHash);
                    break;
                case < 5:
                    await worker.SendAsync(report);
                    break;
            }
        }
    }

    private static Settlement Settle(Lease lease, Random random)
    {
        var cut = random.NextInt64(lease.Range.Start, lease.Range.End + 1);
        return random.Next(10) switch
        {
            0 => lease.Done(lease.Range.Start, cut) with { Rest = Rest.GiveBack },
            1 => lease.Fail(null, "some"),
            2 => lease.Fail(lease.Range.Start, "one") with { Rest = Rest.GiveBack },
            _ => lease.Done(),
        };
    }

    private async Task FoldAsync(InMemoryLedger ledger)
    {
        for (var state = JobState.Open; state == JobState.Open;)
        {
            await ledger.WaitUntilFoldableAsync(_job.Id, TestContext.Current.CancellationToken);
            state = (await ledger.FoldAsync(_job.Id, RangeTally.Merge, TestContext.Current.CancellationToken)).State;
        }
    }
}
