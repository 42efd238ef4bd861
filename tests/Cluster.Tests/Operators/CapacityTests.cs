using ParallelJobs.Contracts.Resource;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class CapacityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_finds_no_workers_free_waits_for_them_and_then_runs()
    {
        await using var installation = await WithAtMostAsync(2);
        await installation.ApplyAsync(SmallJobs.Held("first", workers: "replicas: 2"), Token);
        await installation.UntilAsync("first", status => status.Workers?.Ready == 2, "to run", cancellationToken: Token);
        await installation.ApplyAsync(SmallJobs.Pi("second", workers: "replicas: 2"), Token);
        var waiting = await installation.UntilAsync("second", status => IsWaiting(status), "to wait", cancellationToken: Token);
        Assert.Equal(0, waiting.Workers?.Desired);
        Assert.Equal(ConditionReasons.WorkerCapacity, waiting.Summary!.State);

        await installation.LetGoAsync("first", Token);
        await installation.UntilFinishedAsync("first", cancellationToken: Token);
        var ended = await installation.UntilFinishedAsync("second", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        await installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_that_wants_more_than_one_may_have_gets_what_it_may_have_and_says_so()
    {
        await using var installation = await Installation.StartAsync(
            settings: new Dictionary<string, string?> { ["PARALLELJOB_MAX_REPLICAS_PER_JOB"] = "2" }, cancellationToken: Token);
        await installation.ApplyAsync(SmallJobs.Held("greedy", workers: "replicas: 5"), Token);

        var running = await installation.UntilAsync("greedy", status => status.Workers is { Ready: 2 }, "to have two workers", cancellationToken: Token);
        Assert.Equal((2, 2), (running.Workers!.Desired, running.Workers.Replicas));
        Assert.Contains(running.Conditions!.Value, condition => condition.Message?.Contains("spec.workers.replicas: 5", StringComparison.Ordinal) == true);

        await installation.LetGoAsync("greedy", Token);
        Assert.True(Installation.IsTrue(await installation.UntilFinishedAsync("greedy", cancellationToken: Token), ConditionTypes.Complete));
        await installation.LeaveNothingAsync(Token);
    }

    /// <summary>In each state that a job may be in when it is deleted, by an operator that hears of it and by one that finds it gone.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Jobs_in_whatever_state_go_without_a_trace_when_they_are_deleted(bool operatorIsUp)
    {
        await using var installation = await WithAtMostAsync(1);
        await installation.ApplyAsync(SmallJobs.Pi("invalid", "retry: { backoffSeconds: 9, maxBackoffSeconds: 3 }"), Token);
        await installation.ApplyAsync(SmallJobs.Held("suspended", "suspend: true"), Token);
        await installation.ApplyAsync(SmallJobs.Pi("finished"), Token);
        await installation.UntilFinishedAsync("finished", cancellationToken: Token);
        await installation.ApplyAsync(SmallJobs.Poisoned("failed"), Token);
        await installation.UntilFinishedAsync("failed", cancellationToken: Token);
        await installation.ApplyAsync(SmallJobs.Held("running"), Token);
        await installation.UntilAsync("running", status => status.Workers?.Ready == 1, "to run", cancellationToken: Token);
        await installation.ApplyAsync(SmallJobs.Held("waiting"), Token);
        await installation.UntilAsync("waiting", IsWaiting, "to wait", cancellationToken: Token);
        await installation.UntilAsync("suspended", status => status.Summary?.State == "Suspended", "to be suspended", cancellationToken: Token);
        await installation.UntilAsync("invalid", status => status.Summary?.State == "Invalid", "to be refused", cancellationToken: Token);

        if (!operatorIsUp)
        {
            await installation.Operator.KillAsync();
        }

        await installation.KubectlAsync(["delete", "pj", "--all"], cancellationToken: Token);
        if (!operatorIsUp)
        {
            installation.StartOperator();
        }

        await installation.UntilNothingIsLeftAsync(cancellationToken: Token);
    }

    private static Task<Installation> WithAtMostAsync(int workers) => Installation.StartAsync(
        settings: new Dictionary<string, string?> { ["PARALLELJOB_MAX_TOTAL_WORKERS"] = $"{workers}" }, cancellationToken: Token);

    private static bool IsWaiting(ParallelJobStatus status) =>
        Installation.Condition(status, ConditionTypes.Progressing)?.Reason == ConditionReasons.WorkerCapacity;
}
