using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>A network that ends connections anywhere in a message, and loses replies of what was carried out.</summary>
public sealed class NetworkFaultTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(ProxyDirection.ToServer)]
    [InlineData(ProxyDirection.ToClient)]
    public async Task A_connection_may_end_after_any_number_of_bytes(ProxyDirection direction)
    {
        const int Step = 101, Longest = 6_000;
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(400));
        await using var proxy = new FaultProxy(server.Port);
        var queue = new PatientQueue(job.Connect(proxy.Through(job.WorkerUri)));
        var worker = new TestWorker(queue, job.Definition.SpecHash);
        await worker.MustTakeAsync(2);

        for (var bytes = 0; bytes <= Longest; bytes += Step)
        {
            var cut = proxy.CutAfterBytes(direction, bytes);
            proxy.CutAll();
            while (!cut.IsCompleted)
            {
                await worker.SendAsync(worker.Report(new Want(1, 2, 2, 0), [.. worker.Held.Take(1).Select(lease => lease.Done())]));
            }

            await job.AssertSoundAsync();
        }

        Assert.True(queue.Failures > 0);
        await worker.SettleAsync([.. worker.Held.Select(LeaseSettlements.Done)]);
        await job.FinishAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Any_reply_may_be_swallowed()
    {
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(400));
        await using var proxy = new FaultProxy(server.Port);
        var queue = new PatientQueue(job.Connect(proxy.Through(job.WorkerUri)));
        var worker = new TestWorker(queue, job.Definition.SpecHash);
        await worker.MustTakeAsync(2);

        for (var nth = 1; nth <= 5; nth++)
        {
            for (var round = 0; round < 5; round++)
            {
                var dropped = proxy.DropReply(nth);
                while (!dropped.IsCompleted)
                {
                    await worker.SendAsync(worker.Report(new Want(1, 2, 2, 0), [.. worker.Held.Select(LeaseSettlements.Done)]));
                }
            }
        }

        Assert.Equal(25, queue.Failures);
        await worker.SettleAsync([.. worker.Held.Select(LeaseSettlements.Done)]);
        await job.FinishAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Workers_and_a_folder_behind_a_bad_network_leave_an_exact_result()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(3_000, TimeSpan.FromSeconds(5)));
        await using var proxy = new FaultProxy(server.Port);
        PatientQueue[] queues =
        [
            .. Enumerable.Range(0, 4).Select(_ => new PatientQueue(job.Connect(proxy.Through(job.WorkerUri)), TimeSpan.FromSeconds(2))),
        ];

        var folding = Task.Run(() => job.FoldUntilTerminalAsync(job.OpenLedger(proxy.Through(job.OwnerUri))), Token);
        var working = Task.WhenAll(queues.Select(queue => Task.Run(() => job.WorkAsync(queue, 4), Token)));
        while (!working.IsCompleted)
        {
            var moment = queues.Sum(queue => queue.Answers) + random.Next(1, 30);
            await Until.HoldsAsync(() => working.IsCompleted || queues.Sum(queue => queue.Answers) >= moment, "some exchanges more");
            proxy.Delay = TimeSpan.FromMilliseconds(random.Next(3));
            switch (random.Next(5))
            {
                case 0:
                    proxy.CutAll();
                    break;
                case 1:
                    _ = proxy.DropReply(random.Next(1, 6));
                    break;
                case 2:
                    proxy.Freeze();
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50)), Token);
                    proxy.Thaw();
                    break;
                default:
                    _ = proxy.CutAfterBytes(random.Next(2) == 0 ? ProxyDirection.ToServer : ProxyDirection.ToClient, random.Next(8_000));
                    proxy.CutAll();
                    break;
            }
        }

        await folding;
        await working;
        await job.AssertWholeAsync();
    }
}
