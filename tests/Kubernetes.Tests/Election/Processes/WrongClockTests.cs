using ParallelJobs.ElectedProcess;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

[Trait("Requires", "ApiServer")]
public sealed class WrongClockTests(ITestOutputHelper output)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MoreThanALease = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Clocks_that_are_one_hour_off_neither_cost_a_leader_its_lease_nor_keep_it_for_a_dead_one()
    {
        await using var run = await ElectedRun.BeginAsync(await SharedApiServer.GetAsync(), (8, 5, 1));
        var late = run.Start("pod-late", clock: "-1h");
        var first = await run.UntilAsync(act => act.Identity == late.Identity);
        var early = run.Start("pod-early", clock: "+1h");
        await early.FollowsAsync(late);

        // By timestamps its lease ran out an hour ago.
        await early.LivesUntilAsync(Said.Now + MoreThanALease);
        Assert.All(run.Acts.All, act => Assert.Equal(first.Identity, act.Identity));
        var killed = Said.Now;
        await late.Process.KillAsync();
        var second = await run.SuccessorAsync(first.Epoch, AtMost);
        output.WriteLine($"the late one killed; {second.Leader.Identity} leads after {(second.At - killed).TotalSeconds:0.00} s (9 s in theory)");
        Assert.Same(early, second.Leader);

        // And this one's will, by timestamps, run out in an hour.
        var right = run.Start("pod-right");
        await right.FollowsAsync(early);
        killed = Said.Now;
        await early.Process.KillAsync();
        var third = await run.SuccessorAsync(second.Act.Epoch, AtMost);
        output.WriteLine($"the early one killed; {third.Leader.Identity} leads after {(third.At - killed).TotalSeconds:0.00} s (9 s in theory)");
        Assert.Same(right, third.Leader);
        await run.EndAsync();
    }
}
