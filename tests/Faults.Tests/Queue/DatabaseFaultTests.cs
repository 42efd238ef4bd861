using ParallelJobs.Contracts.Resource;
using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.Kubernetes;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Queue;

[Trait("Requires", "Faults")]
public sealed class DatabaseFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_database_is_killed_and_started_again_and_the_status_says_both()
    {
        await using var postgres = await NodePostgres.StartAsync(Token);
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(postgres, cancellationToken: Token));
        var manifest = new Manifest("crashed", 300) { Limit = 5 };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        await postgres.Server.KillAsync();
        await run.UntilAsync(manifest.Name, ConditionTypes.QueueReachable, ConditionStatus.False);
        await postgres.Server.RestartAsync(Token);
        await run.UntilAsync(manifest.Name, ConditionTypes.QueueReachable, ConditionStatus.True);
        await run.LiftLimitAsync(manifest);

        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task The_database_stands_still_for_as_long_as_the_status_takes_to_say_so_and_goes_on()
    {
        await using var postgres = await NodePostgres.StartAsync(Token);
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(postgres, cancellationToken: Token));
        var manifest = new Manifest("frozen", 300) { Limit = 5 };
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 1);

        postgres.Server.Freeze();
        try
        {
            await run.UntilAsync(manifest.Name, ConditionTypes.QueueReachable, ConditionStatus.False);
        }
        finally
        {
            postgres.Server.Thaw();
        }

        await run.UntilAsync(manifest.Name, ConditionTypes.QueueReachable, ConditionStatus.True);
        await run.LiftLimitAsync(manifest);
        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task The_database_is_lost_with_all_that_is_in_it_and_the_job_begins_again_and_says_so()
    {
        await using var postgres = await NodePostgres.StartAsync(Token);
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(postgres, cancellationToken: Token));
        var manifest = new Manifest("wiped", 300) { Limit = 5 };
        var ended = new Manifest("ended", 10) { Replicas = 1 };
        await run.ApplyAsync(ended);
        await run.EndsRightAsync(ended);
        await run.ApplyAsync(manifest);
        await run.UntilDoneAsync(manifest.Name, 5);

        await postgres.WipeAsync(run.Installation.Database, Token);
        await run.LiftLimitAsync(manifest);

        await run.EndsRightAsync(manifest);
        await run.EndsRightAsync(ended);
        var events = await run.Installation.Client.ListAsync<Kubernetes.Objects.Event>(new Selection(run.Installation.Namespace), Token);
        Assert.Contains(events.Items, told => told.Reason == ConditionReasons.QueueStateLost && told.Regarding?.Name == manifest.Name);
        Assert.DoesNotContain(events.Items, told => told.Reason == ConditionReasons.QueueStateLost && told.Regarding?.Name == ended.Name);
        await run.LeaveNothingAsync();
    }
}
