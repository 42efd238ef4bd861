using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class DoctorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_operator_it_fails_and_says_what_to_do()
    {
        await using var space = await ClusterSpace.OpenAsync();

        var ended = await space.RunAsync("doctor", "--operator-namespace", space.Name);

        Assert.Equal((1, ""), (ended.ExitCode, ended.Errors));
        Assert.Equal(["server:", "CRD:", "namespace:", "permissions:", "operator:", "jobs:"], ended.OutputLines.Select(line => line[6..].Split(' ')[0]));
        Assert.Equal(["WARN", "OK", "OK", "OK", "FAIL", "OK"], ended.OutputLines.Select(line => line.Split(' ')[0]));
        Assert.Contains("install the chart", ended.OutputLines[4]);
    }

    [Fact]
    public async Task With_an_operator_at_work_all_is_well()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await HoldAsync(space, DateTimeOffset.UtcNow);

        var ended = await space.RunAsync("doctor", "--operator-namespace", space.Name);

        Assert.Contains($"OK    operator: lease {space.Name}/parallel-job-operator is held by one", ended.Succeeded().OutputLines);
    }

    [Fact]
    public async Task An_operator_that_has_gone_is_seen_by_its_lease()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await HoldAsync(space, DateTimeOffset.UtcNow - TimeSpan.FromHours(5));

        var ended = await space.RunAsync("doctor", "--operator-namespace", space.Name, "-o", "json");

        Assert.Equal(1, ended.ExitCode);
        var finding = ended.Json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("about").GetString() == "operator");
        Assert.Equal("FAIL", finding.GetProperty("level").GetString());
        Assert.Contains("was last renewed 5h ago", finding.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Jobs_in_trouble_are_named_with_their_reasons()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await HoldAsync(space, DateTimeOffset.UtcNow);
        foreach (var name in (string[])["well", "failed", "invalid", "ignored"])
        {
            await space.CreateJobAsync(name);
        }

        await space.CompleteAsync("well");
        await space.FailAsync("failed");
        await space.SetStatusAsync("invalid", """{ "conditions": [ { "type": "Accepted", "status": "False", "reason": "InvalidSpec", "message": "spec.leafSize: too large" } ] }""");

        var ended = await space.RunAsync("doctor", "--operator-namespace", space.Name);

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(
            [
                $"WARN  jobs: {space.Name}/failed: Failed=True: DeadLeaves: 3 items failed; 'pjob status failed -n {space.Name}'",
                $"WARN  jobs: {space.Name}/ignored: no operator has looked at it; see the operator above",
                $"WARN  jobs: {space.Name}/invalid: Accepted=False: InvalidSpec: spec.leafSize: too large; 'pjob status invalid -n {space.Name}'",
            ],
            ended.OutputLines.Where(line => line.Contains("jobs: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Missing_rights_are_named_one_by_one()
    {
        await using var space = await ClusterSpace.OpenAsync(server => server.Bob);
        await space.AllowAsync("bob", "get,list,watch paralleljobs.paralleljobs.io");

        var ended = await space.RunAsync("doctor");

        Assert.Contains($"WARN  permissions: this user may not get pods/log in namespace {space.Name}, as these need: logs; ask an administrator for a role", ended.OutputLines);
        Assert.Contains(ended.OutputLines, line => line.StartsWith("WARN  operator: not seen: ", StringComparison.Ordinal));
        Assert.DoesNotContain(ended.OutputLines, line => line.Contains("may not watch", StringComparison.Ordinal));
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public async Task Without_a_cluster_it_says_so()
    {
        using var file = new TemporaryFile(
            $$"""
            { "kind": "Config", "current-context": "gone", "contexts": [ { "name": "gone", "context": { "cluster": "gone" } } ],
              "clusters": [ { "name": "gone", "cluster": { "server": "http://127.0.0.1:{{FreePort.Next()}}" } } ] }
            """);

        var ended = await Pjob.RunAsync("doctor", "--kubeconfig", file.Path);

        Assert.Equal(3, ended.ExitCode);
        Assert.StartsWith("FAIL  server: unreachable: ", Assert.Single(ended.OutputLines));
    }

    private static async Task HoldAsync(ClusterSpace space, DateTimeOffset renewed)
    {
        await space.Client.CreateAsync(
            new Lease
            {
                Metadata = new ObjectMeta { Namespace = space.Name, Name = OperatorLease.Name },
                Spec = new LeaseSpec { HolderIdentity = "one", LeaseDurationSeconds = 3600, RenewTime = renewed },
            },
            cancellationToken: Cancel);
    }
}
