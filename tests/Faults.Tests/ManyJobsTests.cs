using ParallelJobs.Contracts.Resource;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests;

[Trait("Requires", "Faults")]
public sealed class ManyJobsTests
{
    private const int Jobs = 200;
    private const int Workers = 6;

    /// <summary>Two hundred pods, a few at a time, each of which takes seconds of a small machine.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(25);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_jobs_at_once_all_end_with_the_right_result()
    {
        await using var installation = await Installation.StartAsync(
            settings: new Dictionary<string, string?> { ["PARALLELJOB_MAX_TOTAL_WORKERS"] = $"{Workers}" }, cancellationToken: Token);
        string[] names = [.. Enumerable.Range(1, Jobs).Select(number => $"many-{number}")];
        var local = await LocalRun.OfAsync(SmallJobs.Pi("many"), Token);

        await installation.ApplyAsync(string.Join("\n---\n", names.Select(name => SmallJobs.Pi(name))), Token);

        foreach (var name in names)
        {
            var ended = await installation.UntilFinishedAsync(name, AtMost, Token);
            Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete), $"{name}: {ended}");
            local.Is(ended.Result);
        }

        Assert.False(installation.Operator.HasExited);
        await installation.LeaveNothingAsync(Token);
    }
}
