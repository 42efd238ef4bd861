using ParallelJobs.Contracts.Resource;
using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Jobs;

/// <summary>One leaf that cannot be computed, in an image of workers that misbehave over it.</summary>
[Trait("Requires", "Faults")]
public sealed class PoisonTests
{
    private const int Poison = 37;
    private const int Attempts = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Threads", "Throw", "this item cannot be computed")]
    [InlineData("Threads", "Hang", "did not end within 3 s")]
    [InlineData("Processes", "Crash", "")]
    [InlineData("Processes", "Hang", "did not end within 3 s")]
    public async Task A_leaf_that_cannot_be_computed_ends_alone_and_all_others_are_in_the_result(string mode, string way, string message)
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var manifest = Poisoned(mode, way, "onExhausted: DeadLetter") with { More = "  maxFailedItems: 1" };
        await run.ApplyAsync(manifest);

        var status = await run.Installation.UntilFinishedAsync(manifest.Name, cancellationToken: Token);

        Assert.Equal(ConditionReasons.WithFailedItems, Installation.Condition(status, ConditionTypes.Complete)?.Reason);
        Assert.Equal(manifest.Items - 1, status.Items!.Completed);
        Assert.Equal($"[0,{Poison}) [{Poison + 1},{manifest.Items})", status.Result!.Coverage);
        var failed = Assert.Single(status.Failures!.Sample!.Value);
        Assert.Contains($"{Poison}", $"{failed}", StringComparison.Ordinal);
        Assert.Equal(Attempts, failed.Attempts);
        Assert.Contains(message, failed.Message, StringComparison.OrdinalIgnoreCase);
        await run.LeaveNothingAsync();
    }

    [Fact]
    public async Task A_leaf_that_cannot_be_computed_fails_the_job_where_nothing_else_was_said_and_the_status_names_it()
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var manifest = Poisoned("Threads", "Throw", "onExhausted: Fail");
        await run.ApplyAsync(manifest);

        var status = await run.Installation.UntilFinishedAsync(manifest.Name, cancellationToken: Token);

        Assert.True(Installation.IsTrue(status, ConditionTypes.Failed), $"{status}");
        Assert.Contains($"{Poison}", $"{Assert.Single(status.Failures!.Sample!.Value)}", StringComparison.Ordinal);
        await run.LeaveNothingAsync();
    }

    private static Manifest Poisoned(string mode, string way, string onExhausted) => new("poison", 100)
    {
        Milliseconds = 50,
        Slots = 2,
        Workers = $", mode: {mode}, image: \"localhost/fragile-worker:1\", terminationGracePeriodSeconds: 3, env: ["
            + $" {{ name: FRAGILE_POSITION, value: \"{Poison}\" }}, {{ name: FRAGILE_WAY, value: {way} }} ]",
        Retry = $"{{ maxAttempts: {Attempts}, backoffSeconds: 0, leafTimeoutSeconds: 3, {onExhausted} }}",
    };
}
