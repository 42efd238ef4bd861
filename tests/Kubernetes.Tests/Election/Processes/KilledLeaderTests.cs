using ParallelJobs.ElectedProcess;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

[Trait("Requires", "ApiServer")]
public sealed class KilledLeaderTests(ITestOutputHelper output)
{
    // Virtual clocks prove 17 s; this is what a loaded machine may add before the test calls it hung.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2 * 17);

    [Fact]
    public async Task When_the_leader_is_killed_another_leads()
    {
        await using var run = await ElectedRun.BeginAsync(await SharedApiServer.GetAsync(), (15, 10, 2));
        var (leader, others) = await run.StartThreeAsync();

        var killed = Said.Now;
        await leader.Process.KillAsync();
        var next = await run.SuccessorAsync(of: 1, AtMost);

        output.WriteLine($"killed; {next.Leader.Identity} leads after {(next.At - killed).TotalSeconds:0.00} s (17 s in theory)");
        Assert.Contains(next.Leader, others);
        await run.EndAsync();
    }
}
