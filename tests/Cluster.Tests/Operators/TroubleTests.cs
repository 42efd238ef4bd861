using ParallelJobs.Contracts.Resource;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

/// <summary>Pods that do not start or stay: the job says why, in the words of the pod or of the event, and goes on when that is mended.</summary>
[Trait("Requires", "Cluster")]
public sealed class TroubleTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    /// <summary>A name, the workers, the reasons of which one has to be told, and what the message has to name.</summary>
    private static readonly (string Name, string Workers, string[] Reasons, string Named)[] Troubles =
    [
        ("never", "image: \"localhost/nothing-like-it:1\", imagePullPolicy: Never", ["ErrImageNeverPull"], "localhost/nothing-like-it:1"),
        ("pull", "image: \"localhost/nothing-like-it:1\"", ["ErrImagePull", "ImagePullBackOff"], "localhost/nothing-like-it:1"),
        ("node", "nodeSelector: { nothing: like-it }", ["Unschedulable"], "node"),
        ("huge", "resources: { requests: { cpu: 1000, memory: 48Mi } }", ["Unschedulable"], "cpu"),
        ("crash", "env: [ { name: DOTNET_GCHeapHardLimit, value: \"1000\" } ]", ["CrashLoopBackOff"], "ended"),
        ("memory", "resources: { requests: { cpu: 20m }, limits: { memory: 12Mi } }", ["OOMKilled"], "ended"),
    ];

    [Fact]
    public async Task A_job_says_why_its_pods_do_not_run()
    {
        await Installation.ApplyAsync(string.Join("\n---\n", Troubles.Select(trouble => SmallJobs.Pi(trouble.Name, workers: trouble.Workers))), Token);

        foreach (var (name, _, reasons, named) in Troubles)
        {
            var status = await Installation.UntilAsync(
                name,
                status => Installation.Condition(status, ConditionTypes.Progressing) is { Status: ConditionStatus.False } condition && reasons.Contains(condition.Reason, StringComparer.Ordinal),
                $"to say {string.Join(" or ", reasons)}",
                cancellationToken: Token);

            var condition = Installation.Condition(status, ConditionTypes.Progressing)!;
            Assert.Contains($"{name}-1", condition.Message, StringComparison.Ordinal);
            Assert.Contains(named, condition.Message, StringComparison.Ordinal);
            Assert.Equal(condition.Reason, status.Summary!.State);
        }

        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_whose_pods_a_quota_forbids_runs_when_the_quota_is_raised()
    {
        await using var own = await Installation.StartAsync(cancellationToken: Token);
        await own.ApplyAsync(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: { name: none }
            spec: { hard: { pods: "0" } }
            """,
            Token);
        await own.ApplyAsync(SmallJobs.Pi("quota"), Token);

        var status = await own.UntilAsync(
            "quota", status => Installation.Condition(status, ConditionTypes.Progressing)?.Reason == "FailedCreate", "to say FailedCreate", cancellationToken: Token);
        Assert.Contains("exceeded quota: none", Installation.Condition(status, ConditionTypes.Progressing)!.Message, StringComparison.Ordinal);

        await own.KubectlAsync(["delete", "quota", "none"], cancellationToken: Token);
        var ended = await own.UntilFinishedAsync("quota", cancellationToken: Token);
        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        await own.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_that_no_node_can_take_runs_when_one_can()
    {
        var label = Installation.Namespace;
        await Installation.ApplyAsync(SmallJobs.Pi("placed", workers: $"nodeSelector: {{ {label}: here }}"), Token);
        await Installation.UntilAsync(
            "placed", status => Installation.Condition(status, ConditionTypes.Progressing)?.Reason == "Unschedulable", "to say Unschedulable", cancellationToken: Token);

        await Installation.KubectlAsync(["label", "nodes", "--all", $"{label}=here"], cancellationToken: Token);
        var ended = await Installation.UntilFinishedAsync("placed", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        await Installation.KubectlAsync(["label", "nodes", "--all", $"{label}-"], cancellationToken: Token);
        await Installation.LeaveNothingAsync(Token);
    }
}
