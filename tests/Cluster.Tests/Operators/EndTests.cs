using ParallelJobs.Contracts.Resource;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class EndTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_cancelled_job_ends_without_a_result_and_without_pods()
    {
        await Installation.ApplyAsync(SmallJobs.Held("cancelled"), Token);
        await Installation.UntilAsync("cancelled", status => status.Items?.Completed > 0, "to work", cancellationToken: Token);

        await Installation.PatchAsync("cancelled", """{"cancel":true}""", Token);
        var ended = await Installation.UntilFinishedAsync("cancelled", cancellationToken: Token);

        Assert.Equal("Cancelled", Installation.Condition(ended, ConditionTypes.Failed)?.Reason);
        Assert.Equal("Cancelled", ended.Summary!.State);
        Assert.Null(ended.Result?.Value);
        await Installation.UntilAsync("cancelled", status => status.Workers?.Replicas == 0, "to have no pods", cancellationToken: Token);
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_that_runs_for_too_long_fails_and_the_time_in_which_it_was_suspended_does_not_count()
    {
        await Installation.ApplyAsync(SmallJobs.Held("late"), Token);
        var running = await Installation.UntilAsync("late", status => status.StartTime is not null, "to have begun", cancellationToken: Token);
        await Installation.PatchAsync("late", """{"suspend":true}""", Token);
        await Installation.UntilAsync("late", status => Installation.IsTrue(status, ConditionTypes.Suspended) && status.Workers?.Replicas == 0, "to be suspended", cancellationToken: Token);
        // Longer ago than the deadline will be by the time that the pods are there again, unless the suspended time counted.
        await Installation.PatchAsync("late", """{"activeDeadlineSeconds":5,"suspend":false}""", Token);

        var ended = await Installation.UntilFinishedAsync("late", cancellationToken: Token);

        Assert.Equal("DeadlineExceeded", Installation.Condition(ended, ConditionTypes.Failed)?.Reason);
        Assert.True(ended.SuspendedSeconds is not null, "no suspended time was counted");
        var active = (ended.CompletionTime - running.StartTime)!.Value.TotalSeconds - ended.SuspendedSeconds!.Value;
        // Both times and the suspended one are cut to seconds.
        Assert.True(active >= 3, $"{active} s of at least 5 s");
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_whose_time_after_the_end_is_over_goes_with_all_that_it_made()
    {
        await Installation.ApplyAsync(SmallJobs.Pi("mayfly", "ttlSecondsAfterFinished: 1"), Token);

        await Installation.UntilFinishedAsync("mayfly", cancellationToken: Token);

        await Installation.Jobs.UntilGoneAsync(Installation.Space.Key("mayfly"), Installation.AtMost, Token);
        await Installation.UntilNothingIsLeftAsync(cancellationToken: Token);
    }

    [Fact]
    public async Task A_job_with_a_leaf_that_cannot_be_computed_fails_and_names_its_items()
    {
        await Installation.ApplyAsync(SmallJobs.Poisoned("poisoned"), Token);

        var ended = await Installation.UntilFinishedAsync("poisoned", cancellationToken: Token);

        Assert.Equal("FailedItems", Installation.Condition(ended, ConditionTypes.Failed)?.Reason);
        NamesItsItems(ended, attempts: 2);
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task As_many_items_may_fail_as_the_job_says_and_failed_ones_are_tried_again_when_it_is_asked()
    {
        const string DeadLetter = "onExhausted: DeadLetter";
        await Installation.ApplyAsync(SmallJobs.Poisoned("fewer", "maxFailedItems: 100", DeadLetter), Token);
        await Installation.ApplyAsync(SmallJobs.Poisoned("more", "maxFailedItems: 99", DeadLetter), Token);

        var fewer = await Installation.UntilFinishedAsync("fewer", cancellationToken: Token);
        Assert.Equal(ConditionReasons.WithFailedItems, Installation.Condition(fewer, ConditionTypes.Complete)?.Reason);
        Assert.Equal(("1", "[100,101)"), (fewer.Result!.Value, fewer.Result.Coverage));
        NamesItsItems(fewer, attempts: 2);
        var more = await Installation.UntilFinishedAsync("more", cancellationToken: Token);
        Assert.Equal("FailedItems", Installation.Condition(more, ConditionTypes.Failed)?.Reason);
        NamesItsItems(more, attempts: 2);

        foreach (var name in new[] { "fewer", "more" })
        {
            await Installation.PatchAsync(name, """{"retryFailed":1}""", Token);
        }

        // They fail again, after as many attempts as before.
        foreach (var (name, type, before) in new[] { ("fewer", ConditionTypes.Complete, fewer), ("more", ConditionTypes.Failed, more) })
        {
            var again = await Installation.UntilAsync(
                name, status => status.RetriedFailed == 1 && Installation.IsTrue(status, type), "to end again", cancellationToken: Token);
            Assert.Equal(before.Incarnation + 1, again.Incarnation);
            Assert.Equal(before.Result?.Value, again.Result?.Value);
            NamesItsItems(again, attempts: null);
        }

        await Installation.LeaveNothingAsync(Token);
    }

    private static void NamesItsItems(ParallelJobStatus status, int? attempts)
    {
        Assert.Equal(100, status.Items!.Failed);
        Assert.Equal(100, status.Failures!.Count);
        var range = Assert.Single(status.Failures.Sample!.Value);
        Assert.Equal((0, 100), (range.Start, range.End));
        Assert.Contains("1 s", range.Message, StringComparison.Ordinal);
        Assert.True(attempts is null || range.Attempts == attempts, $"{range.Attempts} attempts");
    }
}
