using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class ScaleTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task Kubectl_scales_a_job_up_down_to_nothing_and_up_again()
    {
        await Installation.ApplyAsync(SmallJobs.Held("scaled"), Token);
        await HasWorkersAsync("scaled", 1);

        await ScaleAsync("scaled", 3);
        await HasWorkersAsync("scaled", 3);
        var uid = Installation.Jobs.Store.Find(Installation.Space.Key("scaled"))!.Metadata.Uid;
        Assert.Equal(
            $"3 3 paralleljobs.io/job-uid={uid}",
            await Installation.KubectlAsync(
                ["get", "pj", "scaled", "--subresource=scale", "--output=jsonpath={.spec.replicas} {.status.replicas} {.status.selector}"], cancellationToken: Token));
        await ScaleAsync("scaled", 0);
        await HasWorkersAsync("scaled", 0);
        Assert.Equal(1, await Installation.UntilAsync("scaled", status => status.Workers?.Replicas == 0, "to be without pods", cancellationToken: Token) is { Incarnation: { } number } ? number : 0);
        await ScaleAsync("scaled", 2);
        await HasWorkersAsync("scaled", 2);

        await Installation.LetGoAsync("scaled", Token);
        var ended = await Installation.UntilFinishedAsync("scaled", cancellationToken: Token);
        Assert.Equal($"{SmallJobs.HeldItems}", ended.Result!.Value);
        await Installation.LeaveNothingAsync(Token);
    }

    /// <summary>Without figures of use an autoscaler still keeps to its bounds, by what the scale subresource says.</summary>
    [Fact]
    public async Task A_HorizontalPodAutoscaler_scales_a_job_to_its_lower_bound()
    {
        await Installation.ApplyAsync(SmallJobs.Held("auto"), Token);
        await Installation.ApplyAsync(
            """
            apiVersion: autoscaling/v1
            kind: HorizontalPodAutoscaler
            metadata: { name: auto }
            spec:
              minReplicas: 2
              maxReplicas: 3
              scaleTargetRef: { apiVersion: paralleljobs.io/v1alpha1, kind: ParallelJob, name: auto }
            """,
            Token);

        await HasWorkersAsync("auto", 2);
        await Installation.LetGoAsync("auto", Token);
        var ended = await Installation.UntilFinishedAsync("auto", cancellationToken: Token);

        Assert.Equal($"{SmallJobs.HeldItems}", ended.Result!.Value);
        await Installation.KubectlAsync(["delete", "hpa", "auto"], cancellationToken: Token);
        await Installation.LeaveNothingAsync(Token);
    }

    private Task<string> ScaleAsync(string name, int replicas) => Installation.KubectlAsync(["scale", $"pj/{name}", $"--replicas={replicas}"], cancellationToken: Token);

    private async Task HasWorkersAsync(string name, int count) => await Installation.UntilAsync(
        name,
        status => (status.Workers?.Desired, status.Workers?.Replicas, status.Workers?.Ready) == (count, count, count),
        $"to have {count} workers",
        cancellationToken: Token);
}
