using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Real workers' errors at a real server in real time: whatever the schedule, every leaf counts once.</summary>
public sealed class RandomRunTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Sixteen_faulty_workers_and_two_folders_leave_an_exact_result_and_a_clean_history()
    {
        var server = await SharedPostgres.GetAsync();
        await using var job = await JobUnderTest.StartAsync(server, JobUnderTest.Of(60_000, TimeSpan.FromSeconds(1.5)));

        await RandomRun.PlayAsync(job, exchanges: 6_000, output, () => job.Connect(), () => job.OpenLedger());
    }
}
