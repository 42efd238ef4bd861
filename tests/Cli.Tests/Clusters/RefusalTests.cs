using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Clusters;

/// <summary>What a cluster that is not there, or lets this user do nothing, means to every command.</summary>
[Trait("Requires", "ApiServer")]
public sealed class RefusalTests
{
    public static TheoryData<string[]> Commands => new()
    {
        (string[])["submit", "MANIFEST"],
        (string[])["list"],
        (string[])["get", "pi"],
        (string[])["status", "pi"],
        (string[])["top"],
        (string[])["watch"],
        (string[])["watch", "pi"],
        (string[])["wait", "pi"],
        (string[])["results", "pi"],
        (string[])["logs", "pi"],
        (string[])["suspend", "pi"],
        (string[])["resume", "pi"],
        (string[])["scale", "pi", "--replicas", "2"],
        (string[])["cancel", "pi"],
        (string[])["retry", "pi"],
        (string[])["delete", "pi"],
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_user_without_rights_is_told_which_are_missing(string[] arguments)
    {
        await using var space = await ClusterSpace.OpenAsync(server => server.Alice);
        using var manifest = new TemporaryFile(Manifests.WithSpec("range: { start: 1, end: 101 }", "kernel: { name: pi }"));

        var ended = await space.RunAsync([.. arguments.Select(word => word == "MANIFEST" ? manifest.Path : word)]);

        Assert.Equal((5, ""), (ended.ExitCode, ended.Output));
        var line = Assert.Single(ended.ErrorLines);
        Assert.StartsWith($"pjob: {arguments[0]}: ", line);
        Assert.Contains("User \"alice\" cannot", line);
        Assert.Contains("ask an administrator", line);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_cluster_that_does_not_answer_is_unreachable(string[] arguments)
    {
        var config = $$"""
            apiVersion: v1
            kind: Config
            current-context: gone
            contexts: [ { name: gone, context: { cluster: gone } } ]
            clusters: [ { name: gone, cluster: { server: "http://127.0.0.1:{{FreePort.Next()}}" } } ]
            """;
        using var file = new TemporaryFile(config, ".kubeconfig");
        using var manifest = new TemporaryFile(Manifests.WithSpec("range: { start: 1, end: 101 }", "kernel: { name: pi }"));

        var ended = await Pjob.RunAsync([.. arguments.Select(word => word == "MANIFEST" ? manifest.Path : word), "--kubeconfig", file.Path]);

        Assert.Equal((3, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("Connection refused", Assert.Single(ended.ErrorLines));
        Assert.Contains("see 'pjob doctor'", ended.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_may_get_but_not_watch_does_not_wait_for_ever()
    {
        await using var space = await ClusterSpace.OpenAsync(server => server.Bob);
        await space.AllowAsync("bob", "get,list paralleljobs.paralleljobs.io");
        await space.CreateJobAsync("pi");

        foreach (var arguments in (string[][])[["wait", "pi"], ["watch", "pi"], ["watch"]])
        {
            var ended = await space.RunAsync(arguments);
            Assert.Equal((5, ""), (ended.ExitCode, ended.Output));
            Assert.Contains("may not watch paralleljobs in namespace " + space.Name, Assert.Single(ended.ErrorLines));
        }
    }

    [Fact]
    public async Task A_kubeconfig_that_is_wrong_is_told_with_its_file_and_field()
    {
        using var file = new TemporaryFile("apiVersion: v1\nkind: Config\ncontexts: []\n", ".kubeconfig");

        var none = (await Pjob.RunAsync("list", "--kubeconfig", "/nowhere")).Refused();
        var empty = (await Pjob.RunAsync("list", "--kubeconfig", file.Path)).Refused();
        var context = (await Pjob.RunAsync("list", "--kubeconfig", file.Path, "--context", "home")).Refused();

        Assert.Equal(["pjob: list: /nowhere: there is no such file: name a kubeconfig"], none);
        Assert.Contains($"{file.Path}: current-context: it is not set", Assert.Single(empty));
        Assert.Contains("there is no context 'home'", Assert.Single(context));
    }

    [Fact]
    public async Task A_cluster_without_the_definition_is_told_so()
    {
        await using var server = await TestKit.Clusters.KubernetesApiServer.StartNewAsync(cancellationToken: TestContext.Current.CancellationToken);

        var list = await Pjob.RunAsync("list", "--kubeconfig", server.KubeConfigFile);
        var doctor = await Pjob.RunAsync("doctor", "--kubeconfig", server.KubeConfigFile);

        Assert.Equal(4, list.ExitCode);
        Assert.Equal("pjob: list: this cluster knows no ParallelJobs; install the operator's chart, and see 'pjob doctor'", Assert.Single(list.ErrorLines));
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains(doctor.OutputLines, line => line.StartsWith("FAIL  CRD: the cluster does not serve paralleljobs.io/v1alpha1; install the chart", StringComparison.Ordinal));
    }
}
