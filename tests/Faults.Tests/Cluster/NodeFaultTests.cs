using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Cluster;

[Trait("Requires", "Faults")]
public sealed class NodeFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ClusterTools.Kubelet)]
    [InlineData(ClusterTools.Containerd)]
    [InlineData(ClusterTools.ControllerManager)]
    public async Task A_program_of_the_cluster_is_killed_and_started_again_under_way(string program)
    {
        var tools = ClusterTools.Get();
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var history = new ChildHistory(run.Children);
        var manifest = new Manifest("rooted", 300) { Limit = 10 };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        await tools.KillAsync(program);
        try
        {
            await run.UntilDoneAsync(manifest.Name, manifest.Items / 2);
        }
        finally
        {
            await tools.RestoreAsync();
        }

        await run.LiftLimitAsync(manifest);
        await run.EndsRightAsync(manifest);
        Assert.Equal(["rooted-1"], history.Names);
        await run.LeaveNothingAsync();
    }
}
