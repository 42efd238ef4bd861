using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ParallelJobs.Crd.Tests;

/// <summary>What users of kubectl see.</summary>
[Trait("Requires", "CrdServer")]
public sealed class KubectlTests(CrdServer server) : IClassFixture<CrdServer>
{
    private const string Status = """
        {"summary":{"state":"Running","progress":"43%","workers":"4/4","rate":"71.9M/s","eta":"7m52s","result":"3.14159265"},
         "items":{"total":"1000","completed":"430","inFlight":"8","retrying":"0","failed":"2"},
         "contention":{"efficiencyPercent":97},
         "result":{"digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}
        """;

    [Theory]
    [InlineData("", "NAME STATE PROGRESS WORKERS RATE ETA RESULT AGE", "Running 43% 4/4 71.9M/s 7m52s 3.14159265")]
    [InlineData(
        "-o wide",
        "NAME STATE PROGRESS WORKERS RATE ETA RESULT KERNEL ITEMS FAILED EFFICIENCY DIGEST AGE",
        "Running 43% 4/4 71.9M/s 7m52s 3.14159265 primes 1000 2 97 sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Get_prints_the_summary(string options, string heads, string values)
    {
        await using var job = await TestJob.CreateAsync(server);
        var read = (await job.GetAsync()).Object;
        read["status"] = JsonNode.Parse(Status);
        Assert.Null((await job.PutAsync(read, "/status")).Refusal);
        var lines = (await KubectlAsync($"get pj {job.Name} {options}")).Split('\n');
        Assert.Equal(heads, Words(lines[0]));
        Assert.StartsWith($"{job.Name} {values} ", Words(lines[1]));
    }

    [Fact]
    public async Task The_kind_has_a_short_name_and_categories()
    {
        var resources = await KubectlAsync("api-resources --categories=batch,all -o wide --no-headers");
        Assert.Matches("^paralleljobs +pj +paralleljobs.io/v1alpha1 +true +ParallelJob +.* +all,batch", resources);
    }

    [Theory]
    [InlineData("pj.spec.range", "The numbers from start to end, without end.")]
    [InlineData("pj.spec.schedule.policy", "ENUM: Static Dynamic Guided Factoring Adaptive")]
    [InlineData("pj.spec.workers.resources.limits", "What may not be passed.")]
    [InlineData("pj.status.conditions", "Where the job stands; wait for Complete or Failed.")]
    public async Task Explain_describes_fields(string field, string part) =>
        Assert.Contains(part, Words(await KubectlAsync($"explain {field}")));

    [Fact]
    public async Task Scale_changes_the_number_of_workers()
    {
        await using var job = await TestJob.CreateAsync(server);
        await KubectlAsync($"scale pj/{job.Name} --replicas=3");
        Assert.Equal(3, (int)(await job.GetAsync()).Object["spec"]!["workers"]!["replicas"]!);
    }

    [Fact]
    public async Task Wait_sees_a_condition()
    {
        await using var job = await TestJob.CreateAsync(server);
        Assert.Null((await job.ApplyStatusAsync("conditions: [{ type: Complete, status: \"True\" }]", "operator")).Refusal);
        Assert.Contains("condition met", await KubectlAsync($"wait --for=condition=Complete --timeout=30s pj/{job.Name}"));
    }

    private static string Words(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private async Task<string> KubectlAsync(string arguments)
    {
        var info = new ProcessStartInfo("kubectl", $"--kubeconfig {server.KubeConfigFile} --request-timeout=60s {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What kubectl remembers of servers is of no use to others.
        info.Environment["HOME"] = Path.GetDirectoryName(server.KubeConfigFile);
        using var kubectl = Process.Start(info)!;
        var errors = kubectl.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await kubectl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await kubectl.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(kubectl.ExitCode == 0, await errors);
        return output;
    }
}
