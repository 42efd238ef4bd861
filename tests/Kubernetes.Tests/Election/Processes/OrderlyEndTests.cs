using ParallelJobs.ElectedProcess;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

/// <summary>With a lease that would take two minutes to run out: who leads before has not waited for that.</summary>
[Trait("Requires", "ApiServer")]
public sealed class OrderlyEndTests(ITestOutputHelper output)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task When_the_leader_is_told_to_stop_another_leads_at_once()
    {
        await using var run = await ElectedRun.BeginAsync(await SharedApiServer.GetAsync(), (120, 60, 2));
        var (leader, others) = await run.StartThreeAsync();

        var told = Said.Now;
        leader.Process.Signal(UnixSignal.Terminate);
        Assert.Equal(("Released", 0), await leader.EndsAsync());
        var next = await run.SuccessorAsync(of: 1, AtMost);

        output.WriteLine($"told to stop; {next.Leader.Identity} leads after {(next.At - told).TotalSeconds:0.00} s (3 s in theory)");
        Assert.Contains(next.Leader, others);
        await run.EndAsync();
    }

    [Fact]
    public async Task A_killed_leader_that_comes_back_under_its_identity_leads_again_at_once()
    {
        await using var run = await ElectedRun.BeginAsync(await SharedApiServer.GetAsync(), (120, 60, 2));
        var (leader, _) = await run.StartThreeAsync();

        await leader.Process.KillAsync();
        var started = Said.Now;
        var again = run.Start(leader.Identity);
        var next = await run.SuccessorAsync(of: 1, AtMost);

        output.WriteLine($"restarted; it leads again after {(next.At - started).TotalSeconds:0.00} s, its start included");
        Assert.Same(again, next.Leader);
        await run.EndAsync();
    }
}
