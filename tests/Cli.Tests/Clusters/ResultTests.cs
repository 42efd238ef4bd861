using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class ResultTests
{
    [Fact]
    public async Task The_value_alone_is_on_stdout()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.CompleteAsync("pi");

        Assert.Equal("3.25\n", (await space.RunAsync("results", "pi")).Succeeded().Output);
        var json = (await space.RunAsync("results", "pi", "-o", "json")).Succeeded().Json;
        Assert.Equal(["name", "state", "value", "coverage", "digest"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(3.25, json.GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_long_value_comes_whole_from_its_config_map()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("list");
        var value = $"[{string.Join(",", Enumerable.Range(0, 20_000))}]";
        await space.Client.CreateAsync(
            new ConfigMap
            {
                Metadata = new ObjectMeta { Namespace = space.Name, Name = "list-1-result" },
                Data = new Dictionary<string, string> { ["result.json"] = value },
            },
            cancellationToken: TestContext.Current.CancellationToken);
        await space.CompleteAsync("list");
        await space.SetStatusAsync("list", """{ "result": { "value": null, "configMap": "list-1-result" } }""");

        Assert.Equal(value + "\n", (await space.RunAsync("results", "list")).Succeeded().Output);
        Assert.Equal(20_000, (await space.RunAsync("results", "list", "-o", "json")).Succeeded().Json.GetProperty("value").GetArrayLength());
        await space.KubectlAsync("delete", "configmap", "list-1-result", "-n", space.Name);
        var lost = await space.RunAsync("results", "list");
        Assert.Equal(4, lost.ExitCode);
        Assert.Contains("configmaps \"list-1-result\" not found", Assert.Single(lost.ErrorLines));
    }

    [Fact]
    public async Task Without_an_end_there_is_no_result_but_the_partial_one_when_asked_for()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        var before = await space.RunAsync("results", "pi", "--partial");
        await space.SetStatusAsync("pi", """{ "summary": { "state": "Running" }, "result": { "value": "1.5", "coverage": "[0,50)" } }""");

        var refused = await space.RunAsync("results", "pi");

        Assert.Equal((1, ""), (before.ExitCode, before.Output));
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Equal("pjob: results: pi: there is no result yet, the job is Running; 'pjob wait pi', or --partial for what is done", Assert.Single(refused.ErrorLines));
        Assert.Equal("1.5\n", (await space.RunAsync("results", "pi", "--partial")).Succeeded().Output);
    }

    [Fact]
    public async Task A_failed_job_has_no_result()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.FailAsync("pi");

        var ended = await space.RunAsync("results", "pi");

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("the job ended so: Failed", Assert.Single(ended.ErrorLines));
    }
}
