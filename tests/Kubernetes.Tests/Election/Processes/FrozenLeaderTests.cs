using ParallelJobs.ElectedProcess;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

[Trait("Requires", "ApiServer")]
public sealed class FrozenLeaderTests(ITestOutputHelper output)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_leader_that_is_stopped_beyond_its_lease_and_continues_writes_nothing_more()
    {
        await using var run = await ElectedRun.BeginAsync(await SharedApiServer.GetAsync(), (8, 5, 1));
        var (leader, others) = await run.StartThreeAsync(freezeAfter: 200);
        await leader.Process.WaitUntilStoppedAsync(AtMost, TestContext.Current.CancellationToken);
        var frozen = Said.Now;

        var next = await run.SuccessorAsync(of: 1, AtMost);
        output.WriteLine($"frozen; {next.Leader.Identity} leads after {(next.At - frozen).TotalSeconds:0.00} s (9 s in theory)");
        leader.Process.Signal(UnixSignal.Continue);

        Assert.Equal("False", (await leader.SaysAsync(Said.Thawed)).Detail);
        Assert.Equal("1", (await leader.SaysAsync(Said.Refused)).Detail);
        Assert.Equal(("Lost", 1), await leader.EndsAsync());
        var count = run.Acts.All.Count;
        await run.Acts.Changed.UntilAsync(() => run.Acts.All.Count >= count + 50, "further writes", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(next.Leader, others);
        await run.EndAsync();
    }
}
