using ParallelJobs.ElectedProcess;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

/// <summary>The API server is killed, and started again later.</summary>
[Trait("Requires", "ApiServer")]
public sealed class OutageTests(OwnApiServer own, ITestOutputHelper output) : IClassFixture<OwnApiServer>
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_API_server_that_is_away_for_8_seconds_costs_no_leadership()
    {
        // With time for its start, which takes as long as the machine likes; virtual clocks prove it for the usual times.
        await using var run = await ElectedRun.BeginAsync(own.Server, (60, 45, 2));
        var (leader, others) = await run.StartThreeAsync();

        var killed = Said.Now;
        await own.Server.KillAsync();
        await leader.LivesUntilAsync(killed + TimeSpan.FromSeconds(8));
        var before = run.Acts.All.Count;
        await own.Server.StartAsync(TestContext.Current.CancellationToken);
        var away = Said.Now - killed;
        await run.Acts.Changed.UntilAsync(() => run.Acts.All.Count >= before + 50, "further writes", cancellationToken: TestContext.Current.CancellationToken);

        output.WriteLine($"the API server was away for {away.TotalSeconds:0.00} s, {leader.Identity} leads on");
        await leader.SaysAsync(Said.Failed);
        // One end of leadership after the other, so that nobody has led in between.
        Assert.All(run.Acts.All, act => Assert.Equal((1, leader.Identity), (act.Epoch, act.Identity)));
        Assert.All(others, other => Assert.DoesNotContain(other.Process.Output, line => Said.Parse(line)?.Word == Said.Leads));
        await run.EndAsync();
    }

    [Fact]
    public async Task An_API_server_that_is_away_for_30_seconds_costs_the_leader_its_leadership_and_then_somebody_leads()
    {
        await using var run = await ElectedRun.BeginAsync(own.Server, (15, 10, 2));
        var (leader, others) = await run.StartThreeAsync();

        var killed = Said.Now;
        await own.Server.KillAsync();
        Assert.Equal(("Lost", 1), await leader.EndsAsync());
        output.WriteLine($"the API server killed; {leader.Identity} gave up after {((await leader.SaysAsync(Said.Ended)).At - killed).TotalSeconds:0.00} s (10 s in theory)");
        // As a kubelet does.
        run.Start(leader.Identity);
        await others[0].LivesUntilAsync(killed + TimeSpan.FromSeconds(30));
        await own.Server.StartAsync(TestContext.Current.CancellationToken);
        var started = Said.Now;
        var next = await run.SuccessorAsync(of: 1, AtMost);

        output.WriteLine($"away for {(started - killed).TotalSeconds:0.00} s; {next.Leader.Identity} leads {(next.At - started).TotalSeconds:0.00} s after its return");
        await run.EndAsync();
    }
}
