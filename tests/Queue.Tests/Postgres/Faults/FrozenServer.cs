using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>A server that stands still for longer than leases last: its outage, and nobody's loss.</summary>
internal static class FrozenServer
{
    private const int Workers = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Workers hold leases and speak to the server while it is frozen; afterwards all hold what they held, and nothing was charged.</summary>
    public static async Task OutlivesLeasesAsync(TimeSpan lease, TimeSpan frozen)
    {
        await using var server = await PostgresServer.StartAsync(cancellationToken: Token);
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(400, lease) with { OnExhausted = Contracts.Resource.OnExhausted.Fail });
        TestWorker[] workers =
        [
            .. Enumerable.Range(0, Workers).Select(
                _ => new TestWorker(new PatientQueue(job.Connect(), TimeSpan.FromSeconds(3)), job.Definition.SpecHash)),
        ];
        foreach (var worker in workers)
        {
            var held = await worker.MustTakeAsync(10);
            await worker.SettleAsync(held.Done(held.Range.Start, held.Range.Start + 2) with { BegunUpTo = held.Range.Start + 5 });
        }

        server.Freeze();
        var renewing = Task.WhenAll(workers.Select(worker => Task.Run(worker.RenewAsync, Token)));
        await Task.Delay(frozen, Token);
        Assert.False(renewing.IsCompleted);
        server.Thaw();

        Assert.All(await renewing, reply => Assert.Empty(reply.Lost));
        Assert.Equal(0L, await job.AskAsync<long>(
            "select (select count(*) from paralleljobs.pending) + (select count(*) from paralleljobs.dead) + (select count(*) from paralleljobs.lease where losses + attempts > 0)"));
        await job.AssertSoundAsync();
        await Task.WhenAll(workers.Select(worker =>
        {
            var held = Assert.Single(worker.Held);
            return worker.SettleAsync(held.Done(held.Range.Start + 2, held.Range.End));
        }));
        await job.FinishAsync();
    }
}
