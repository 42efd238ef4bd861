using System.Text.Json;
using ParallelJobs.Cluster.Tests.Deployments;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

/// <summary>The pods of workers as the server has them, and what they could reach.</summary>
[Trait("Requires", "Cluster")]
public sealed class WorkerPodTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private const string Limited = "resources: { requests: { cpu: 20m, memory: 128Mi }, limits: { memory: 128Mi } }";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_worker_is_restricted_and_has_no_token_of_the_cluster()
    {
        var pod = await RunningAsync(SmallJobs.Held("restricted", workers: Limited), "restricted");

        Restricted.Check(pod);
        Restricted.CheckNoToken(pod);
        var context = pod.Spec!.SecurityContext!;
        Assert.Equal((65532, 65532, 65532), (context.RunAsUser, context.RunAsGroup, context.FsGroup));
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_worker_reads_its_own_secret_alone_and_writes_in_a_folder_of_its_own_alone()
    {
        await RunningAsync(SmallJobs.Held("other"), "other");
        var pod = await RunningAsync(SmallJobs.Held("own"), "own");

        var secrets = (await Installation.Client.ListAsync<Secret>(new Selection(Installation.Namespace, "paralleljobs.io/job-name=own"), Token)).Items;
        var volumes = pod.Spec!.Volumes!;
        Assert.Equal(Assert.Single(secrets).Metadata.Name, Assert.Single(volumes, volume => volume.Secret is not null).Secret!.SecretName);
        Assert.All(volumes, volume => Assert.True(volume.Secret is not null || volume.EmptyDir is not null, volume.Name));
        var container = Assert.Single(pod.Spec.Containers);
        Assert.All(container.Env ?? [], variable => Assert.True(variable.ValueFrom?.SecretKeyRef is null, variable.Name));
        var writable = Assert.Single(container.VolumeMounts!, mount => mount.ReadOnly != true);
        Assert.Equal("/tmp", writable.MountPath);
        Assert.NotNull(Assert.Single(volumes, volume => volume.Name == writable.Name).EmptyDir);
        Assert.Equal("/tmp", Assert.Single(container.Env!, variable => variable.Name == "HOME").Value);
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_worker_may_be_evicted_and_leaves_a_lost_node_after_half_a_minute()
    {
        var pod = await RunningAsync(
            SmallJobs.Held("evicted", workers: "annotations: { cluster-autoscaler.kubernetes.io/safe-to-evict: \"false\", own: kept }"), "evicted");

        Assert.Equal("true", pod.Metadata.Annotations!["cluster-autoscaler.kubernetes.io/safe-to-evict"]);
        Assert.Equal("kept", pod.Metadata.Annotations["own"]);
        Assert.Equal(
            ["node.kubernetes.io/not-ready NoExecute 30", "node.kubernetes.io/unreachable NoExecute 30"],
            pod.Spec!.Tolerations!.Value.EnumerateArray()
                .Select(toleration => $"{Text(toleration, "key")} {Text(toleration, "effect")} {Text(toleration, "tolerationSeconds")}")
                .Order(StringComparer.Ordinal));
        await Installation.LeaveNothingAsync(Token);
    }

    /// <summary>Nothing enforces a policy on the tests' cluster: it is what was asked for.</summary>
    [Fact]
    public async Task Workers_may_reach_names_and_the_database_and_nobody_may_reach_them()
    {
        var pod = await RunningAsync(SmallJobs.Held("policed"), "policed");

        var policy = Assert.Single((await Installation.Client.ListAsync<NetworkPolicy>(new Selection(Installation.Namespace), Token)).Items).Spec!.Value;
        Assert.Equal(pod.Metadata.Labels!["paralleljobs.io/job-uid"], policy.GetProperty("podSelector").GetProperty("matchLabels").GetProperty("paralleljobs.io/job-uid").GetString());
        Assert.Equal("""["Ingress","Egress"]""", policy.GetProperty("policyTypes").GetRawText());
        Assert.False(policy.TryGetProperty("ingress", out _));
        Assert.Equal(
            new[] { "TCP 53", $"TCP {Installation.Postgres.Server.Port}", "UDP 53" }.Order(StringComparer.Ordinal),
            policy.GetProperty("egress").EnumerateArray()
                .SelectMany(rule => rule.GetProperty("ports").EnumerateArray())
                .Select(port => $"{Text(port, "protocol")} {Text(port, "port")}")
                .Order(StringComparer.Ordinal));
        await Installation.LeaveNothingAsync(Token);
    }

    /// <summary>Images whose own user is root, or one by name, of which a node cannot see that it is not root.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("nobody")]
    public async Task Whatever_the_user_of_the_image_the_worker_is_the_one_of_the_job(string user)
    {
        await Installation.ApplyAsync(SmallJobs.Pi("user", workers: $"image: \"localhost/parallel-job-worker-of-{user}:0.1.0\", imagePullPolicy: Never"), Token);

        var ended = await Installation.UntilFinishedAsync("user", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        await Installation.LeaveNothingAsync(Token);
    }

    private async Task<Pod> RunningAsync(string manifest, string name)
    {
        await Installation.ApplyAsync(manifest, Token);
        await Installation.UntilAsync(name, status => status.Workers?.Ready == 1, "to run", cancellationToken: Token);
        return Assert.Single((await Installation.Client.ListAsync<Pod>(new Selection(Installation.Namespace, $"paralleljobs.io/job-name={name}"), Token)).Items);
    }

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? $"{value}" : "";
}
