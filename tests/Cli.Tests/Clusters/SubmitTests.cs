using ParallelJobs.Cli.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class SubmitTests
{
    private static readonly string[] Spec =
        ["range: { start: 9223372036854775000, end: 9223372036854775807 }", "kernel: { name: primes }", "workers: { replicas: 2 }"];

    [Fact]
    public async Task A_manifest_is_created_then_unchanged_then_configured()
    {
        await using var space = await ClusterSpace.OpenAsync();
        using var manifest = new TemporaryFile(Manifests.WithSpec(Spec));

        Assert.Equal("paralleljob.paralleljobs.io/test created\n", (await space.RunAsync("submit", manifest.Path)).Succeeded().Output);
        Assert.Equal("paralleljob.paralleljobs.io/test unchanged\n", (await space.RunAsync("submit", manifest.Path)).Succeeded().Output);
        var changed = await space.RunAsync("submit", manifest.Path, "--set", "spec.workers.replicas=5");
        Assert.Equal("paralleljob.paralleljobs.io/test configured\n", changed.Succeeded().Output);

        var job = await space.GetAsync("test");
        Assert.True(job.HasReplicas(5));
        Assert.Equal("9223372036854775807", job.At("spec", "range", "end").ToString());
        Assert.Contains("\"manager\":\"pjob\",\"operation\":\"Apply\"", job.Whole.GetRawText());
        Assert.Null(job.At("spec", "leafSize"));
    }

    [Fact]
    public async Task Stdin_is_a_manifest_and_a_namespace_of_the_line_is_that_of_the_job()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await using var other = await ClusterSpace.OpenAsync();

        var ended = await space.RunWithAsync(Manifests.WithSpec(Spec), "submit", "-", "-n", other.Name, "-o", "name");

        Assert.Equal("paralleljob.paralleljobs.io/test\n", ended.Succeeded().Output);
        Assert.Equal("test", (await other.GetAsync("test")).Name);
    }

    [Fact]
    public async Task Two_namespaces_for_one_job_are_refused()
    {
        using var manifest = new TemporaryFile(Manifests.WithSpec(Spec).Replace("  name: test", "  name: test\n  namespace: here", StringComparison.Ordinal));

        var lines = (await Pjob.RunAsync("submit", manifest.Path, "-n", "there")).Refused();

        Assert.Equal([$"pjob: {manifest.Path}: metadata.namespace: it is here, and --namespace is there; leave one of them out"], lines);
    }

    [Fact]
    public async Task When_one_of_several_manifests_is_wrong_none_is_submitted()
    {
        await using var space = await ClusterSpace.OpenAsync();
        using var right = new TemporaryFile(Manifests.WithSpec(Spec));
        using var wrong = new TemporaryFile(Manifests.WithSpec("range: { start: 0, end: 10 }", "kernl: { name: pi }"));

        var lines = (await space.RunAsync("submit", right.Path, wrong.Path)).Refused();

        Assert.Contains(lines, line => line.Contains("spec.kernl", StringComparison.Ordinal) && line.Contains("did you mean", StringComparison.Ordinal));
        Assert.Empty(await ListAsync(space));
    }

    [Fact]
    public async Task A_dry_run_by_the_client_needs_no_cluster_and_one_by_the_server_keeps_nothing()
    {
        await using var space = await ClusterSpace.OpenAsync();
        using var manifest = new TemporaryFile(Manifests.WithSpec(Spec));
        var nowhere = new Dictionary<string, string?> { ["KUBECONFIG"] = "/nowhere", ["HOME"] = "/nowhere" };

        var client = await ClusterSpace.EndAsync(TestProcess.Start(Pjob.Path, ["submit", manifest.Path, "--dry-run", "client"], nowhere));
        var server = await space.RunAsync("submit", manifest.Path, "--dry-run", "server");

        Assert.Equal("paralleljob.paralleljobs.io/test valid (dry run)\n", client.Succeeded().Output);
        Assert.Equal("paralleljob.paralleljobs.io/test created (server dry run)\n", server.Succeeded().Output);
        Assert.Empty(await ListAsync(space));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task It_waits_for_the_end_and_ends_as_the_job_did(bool isComplete, int exitCode)
    {
        await using var space = await ClusterSpace.OpenAsync();
        using var manifest = new TemporaryFile(Manifests.WithSpec(Spec));

        var submit = space.Start("submit", manifest.Path, "--wait");
        await submit.WaitForLineAsync(line => line.EndsWith("created", StringComparison.Ordinal));
        await (isComplete ? space.CompleteAsync("test") : space.FailAsync("test"));
        var ended = await ClusterSpace.EndAsync(submit);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Equal(isComplete, ended.OutputLines.Contains("paralleljob.paralleljobs.io/test complete: 3.25"));
        Assert.Equal(!isComplete, ended.Errors.StartsWith("pjob: test: Failed: DeadLeaves: 3 items failed; see 'pjob status test'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_another_program_has_set_is_taken_over_only_when_asked_for()
    {
        await using var space = await ClusterSpace.OpenAsync();
        using var manifest = new TemporaryFile(Manifests.WithSpec(Spec));
        (await space.RunAsync("submit", manifest.Path)).Succeeded();
        await space.KubectlAsync("patch", "paralleljob", "test", "--type=merge", "-p", """{"spec":{"workers":{"replicas":9}}}""", "-n", space.Name);

        var refused = (await space.RunAsync("submit", manifest.Path)).Refused();
        var forced = await space.RunAsync("submit", manifest.Path, "--force-conflicts");

        Assert.Contains(".spec.workers.replicas", Assert.Single(refused));
        Assert.Contains("--force-conflicts", Assert.Single(refused));
        Assert.Equal("paralleljob.paralleljobs.io/test configured\n", forced.Succeeded().Output);
        Assert.True((await space.GetAsync("test")).HasReplicas(2));
    }

    [Fact]
    public async Task Without_a_namespace_of_that_name_nothing_is_found()
    {
        await using var space = await ClusterSpace.OpenAsync();
        using var manifest = new TemporaryFile(Manifests.WithSpec(Spec));

        var ended = await space.RunAsync("submit", manifest.Path, "-n", "nowhere");

        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("namespaces \"nowhere\" not found", Assert.Single(ended.ErrorLines));
    }

    private static async Task<string[]> ListAsync(ClusterSpace space) => (await space.RunAsync("list", "-o", "name")).Succeeded().OutputLines;
}
