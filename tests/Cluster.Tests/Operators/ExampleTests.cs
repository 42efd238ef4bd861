using ParallelJobs.Contracts.Resource;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class ExampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manifest_is_applied_and_the_answer_is_in_its_status()
    {
        await using var installation = await Installation.StartAsync(cancellationToken: Token);

        await installation.ApplyAsync(
            """
            apiVersion: paralleljobs.io/v1alpha1
            kind: ParallelJob
            metadata: { name: pi }
            spec:
              range: { start: 1, end: 100000001 }
              kernel: { name: pi }
            """,
            Token);
        var status = await installation.UntilFinishedAsync("pi", cancellationToken: Token);

        Assert.True(Installation.IsTrue(status, ConditionTypes.Complete));
        Assert.StartsWith("3.14159265", status.Result!.Value, StringComparison.Ordinal);
        Assert.Equal("[1,100000001)", status.Result.Coverage);
        await installation.LeaveNothingAsync(Token);
    }
}
