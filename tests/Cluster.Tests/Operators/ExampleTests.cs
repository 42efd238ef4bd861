using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

/// <summary>Every manifest of <c>examples</c> is applied, and ends as <c>pjob run</c> ends with the same.</summary>
[Trait("Requires", "Cluster")]
public sealed class ExampleTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private const string QueueLabel = "kueue.x-k8s.io/queue-name";

    /// <summary>Where the range of each ends here; null as in the file.</summary>
    private static readonly Dictionary<string, long?> Ends = new(StringComparer.Ordinal)
    {
        ["cluster/autoscale.yaml"] = 100_000_001,
        ["cluster/dead-letter.yaml"] = null,
        ["cluster/deadline.yaml"] = 200,
        ["cluster/integrate.yaml"] = 50_000_000,
        ["cluster/kueue.yaml"] = null,
        ["cluster/limits.yaml"] = 100,
        ["cluster/montecarlo.yaml"] = 50_000_000,
        ["cluster/pi.yaml"] = 200_000_001,
        ["cluster/placement.yaml"] = null,
        ["cluster/primes.yaml"] = 500_000_000,
        ["cluster/suspend-and-scale.yaml"] = 200,
        ["countdown.yaml"] = 200,
        ["integrate-cos.yaml"] = 50_000_000,
        ["modes/processes.yaml"] = null,
        ["modes/threads.yaml"] = null,
        ["montecarlo.yaml"] = 50_000_000,
        ["pi.yaml"] = 200_000_001,
        ["policies/adaptive.yaml"] = 50_000_001,
        ["policies/dynamic.yaml"] = 50_000_001,
        ["policies/factoring.yaml"] = 50_000_001,
        ["policies/guided.yaml"] = 50_000_001,
        ["policies/static.yaml"] = 50_000_001,
        ["primes.yaml"] = 500_000_000,
        ["sleep.yaml"] = null,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public void Every_example_is_tried() => Assert.Equal(Ends.Keys.Order(StringComparer.Ordinal), Example.Files);

    [Theory]
    [InlineData("cluster")]
    [InlineData("")]
    [InlineData("modes")]
    [InlineData("policies")]
    public async Task An_example_ends_with_the_answer_of_a_local_run(string folder)
    {
        var examples = await Example.ReadAsync(
            Installation, [.. Ends.Where(pair => Path.GetDirectoryName(pair.Key) == folder && !IsHeld(pair.Key)).Select(pair => (pair.Key, pair.Value))], Token);
        await Installation.ApplyAsync(string.Join("\n---\n", examples.Select(example => example.Manifest)), Token);

        foreach (var example in examples)
        {
            var local = await LocalRun.OfAsync(example.Manifest, Token);
            var ended = await Installation.UntilFinishedAsync(example.Name, cancellationToken: Token);
            Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete), $"{example.Name}: {ended}");
            local.Is(ended.Result);
        }

        await Installation.LeaveNothingAsync(Token);
    }

    /// <summary>Servers before 1.21 do not know of Jobs that wait and drop the field: there the pods start at once.</summary>
    [Fact]
    public async Task The_example_for_Kueue_waits_to_be_admitted()
    {
        var example = Assert.Single(await Example.ReadAsync(Installation, [("cluster/kueue.yaml", null)], Token));
        await Installation.ApplyAsync(example.Manifest, Token);
        await using var children = await Installation.Space.WatchAsync<Job>();
        var child = await children.UntilAsync(Installation.Space.Key("kueue-1"), _ => true, "to be made", Installation.AtMost, Token);
        Assert.Equal("research", child.Metadata.Labels![QueueLabel]);
        if (child.Spec!.Suspend == true)
        {
            await Installation.UntilAsync(
                "kueue", status => Installation.Condition(status, ConditionTypes.Progressing)?.Reason == ConditionReasons.Queued, "to be queued", cancellationToken: Token);
            await Installation.KubectlAsync(["patch", "job", "kueue-1", "--patch", """{"spec":{"suspend":false}}"""], cancellationToken: Token);
        }

        var ended = await Installation.UntilFinishedAsync("kueue", cancellationToken: Token);

        (await LocalRun.OfAsync(example.Manifest, Token)).Is(ended.Result);
        await Installation.LeaveNothingAsync(Token);
    }

    private static bool IsHeld(string file) => file == "cluster/kueue.yaml";
}
