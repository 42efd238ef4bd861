using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class SuspendTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_suspended_job_has_no_pods_loses_nothing_and_goes_on_when_it_is_resumed()
    {
        await using var history = await StatusHistory.OfAsync(Installation, "paused");
        await using var pods = await Installation.Space.WatchAsync<Pod>("paralleljobs.io/job-name=paused");
        await Installation.ApplyAsync(SmallJobs.Held("paused", workers: "replicas: 2"), Token);
        await Installation.UntilAsync("paused", status => status is { Items.Completed: var completed, Workers.Ready: 2 } && completed > 0, "to work", cancellationToken: Token);

        await Installation.PatchAsync("paused", """{"suspend":true}""", Token);
        await Installation.UntilAsync(
            "paused",
            status => Installation.IsTrue(status, ConditionTypes.Suspended) && status is { Workers.Replicas: 0, Items.InFlight: var inFlight } && inFlight == 0,
            "to be suspended",
            cancellationToken: Token);
        await pods.UntilAsync(store => store.Count == 0, "the pods to go", Installation.AtMost, Token);
        Assert.Equal(2, Replicas("paused"));
        Assert.Empty((await Installation.Client.ListAsync<Job>(new Selection(Installation.Namespace, "paralleljobs.io/job-name=paused"), Token)).Items);

        await Installation.PatchAsync("paused", """{"suspend":false,"limits":null}""", Token);
        var ended = await Installation.UntilFinishedAsync("paused", cancellationToken: Token);

        Assert.Equal($"{SmallJobs.HeldItems}", ended.Result!.Value);
        Assert.Equal(2, Replicas("paused"));
        Assert.Equal(2, ended.Incarnation);
        var all = await history.UntilAsync(status => Installation.IsTrue(status, ConditionTypes.Complete), Token);
        var completed = all.Select(status => status.Items?.Completed ?? 0).ToList();
        Assert.Equal(completed.Order(), completed);
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_that_is_created_suspended_starts_when_it_is_resumed()
    {
        await Installation.ApplyAsync(SmallJobs.Pi("later", "suspend: true"), Token);
        var suspended = await Installation.UntilAsync(
            "later", status => status.Summary?.State == "Suspended" && status.Items is not null, "to be suspended", cancellationToken: Token);
        Assert.True(Installation.IsTrue(suspended, ConditionTypes.Accepted));
        Assert.Null(suspended.StartTime);
        Assert.Empty((await Installation.Client.ListAsync<Job>(new Selection(Installation.Namespace, "paralleljobs.io/job-name=later"), Token)).Items);

        await Installation.PatchAsync("later", """{"suspend":null}""", Token);

        var ended = await Installation.UntilFinishedAsync("later", cancellationToken: Token);
        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        Assert.StartsWith("3.14159", ended.Result!.Value, StringComparison.Ordinal);
        await Installation.LeaveNothingAsync(Token);
    }

    private int? Replicas(string name) =>
        Installation.Jobs.Store.Find(Installation.Space.Key(name))!.Spec is { } spec
        && spec.GetProperty("workers").TryGetProperty("replicas", out var replicas) && replicas.ValueKind == JsonValueKind.Number
            ? replicas.GetInt32()
            : null;
}
