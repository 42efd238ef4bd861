using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Clusters;

/// <summary>The program as a plugin of kubectl.</summary>
[Trait("Requires", "ApiServer")]
public sealed class PluginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pjob-plugin-").FullName;

    public PluginTests() => File.CreateSymbolicLink(Path.Combine(_folder, "kubectl-paralleljob"), Pjob.Path);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Help_and_mistakes_are_in_the_words_of_kubectl()
    {
        var help = (await RunAsync("get", "--help")).Succeeded().Output;
        var mistake = (await RunAsync("get")).Refused();

        Assert.Contains("  kubectl paralleljob get <NAME>... [options]", help);
        Assert.Contains("  kubectl paralleljob get pi primes -o wide", help);
        Assert.DoesNotContain("pjob", help);
        Assert.Equal(["pjob: get: NAME is missing; see 'kubectl paralleljob get --help'"], mistake);
    }

    [Fact]
    public async Task Kubectl_finds_it_and_gives_it_its_options()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await using var other = await ClusterSpace.OpenAsync();
        await other.CreateJobAsync("pi");

        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}",
            ["KUBECONFIG"] = space.KubeConfigFile,
        };
        var ended = await ClusterSpace.EndAsync(
            TestProcess.Start(TestKit.Clusters.ClusterPrograms.Kubectl, ["paralleljob", "list", "-n", other.Name, "-o", "name"], environment));

        Assert.Equal("paralleljob.paralleljobs.io/pi\n", ended.Succeeded().Output);
    }

    [Fact]
    public async Task Names_of_jobs_are_completed()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.CreateJobAsync("primes");
        File.Copy(Pjob.Repository("src/Cli/kubectl_complete-paralleljob"), Path.Combine(_folder, "kubectl_complete-paralleljob"));
        var environment = new Dictionary<string, string?> { ["KUBECONFIG"] = space.KubeConfigFile };

        var complete = await ClusterSpace.EndAsync(TestProcess.Start(Path.Combine(_folder, "kubectl_complete-paralleljob"), ["get", "pr"], environment));
        var option = await ClusterSpace.EndAsync(TestProcess.Start(Path.Combine(_folder, "kubectl_complete-paralleljob"), ["get", "--out"], environment));
        var own = await space.RunAsync("[suggest:10]", "pjob wait p");

        Assert.Equal(["primes", ":0"], complete.OutputLines);
        Assert.Equal(["--output", ":0"], option.OutputLines);
        Assert.Equal(["pi", "primes"], own.OutputLines.Where(line => line[0] != '-'));
    }

    [Theory]
    [InlineData("/usr/bin/pjob", "pjob", "pjob")]
    [InlineData("/usr/bin/kubectl-paralleljob", "/elsewhere/x", "kubectl paralleljob")]
    [InlineData("/usr/bin/pjob", "./kubectl-paralleljob", "kubectl paralleljob")]
    [InlineData(null, null, "pjob")]
    public void It_goes_by_the_name_that_it_was_called_by(string? path, string? called, string shown) => Assert.Equal(shown, ProgramName.Of(path, called));

    private Task<Ended> RunAsync(params string[] arguments) => ClusterSpace.EndAsync(TestProcess.Start(Path.Combine(_folder, "kubectl-paralleljob"), arguments));
}
