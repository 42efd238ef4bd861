using System.Text.Json.Nodes;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Http;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Clusters;

/// <summary>A namespace of a real API server that has the CRD, and the program on it. No operator is there: the test plays it.</summary>
internal sealed class ClusterSpace : IAsyncDisposable
{
    private static readonly Lazy<Task> Definition = new(DefineAsync);
    private readonly TemporaryFile _kubeConfig;

    private ClusterSpace(KubernetesApiServer server, ApiProxy proxy, string name, ApiUser user)
    {
        (Server, Proxy, Name) = (server, proxy, name);
        Client = server.Client();
        _kubeConfig = new TemporaryFile(KubeConfig.Text(proxy.Url, user, name), ".kubeconfig");
    }

    public KubernetesApiServer Server { get; }

    /// <summary>Between the program and the server.</summary>
    public ApiProxy Proxy { get; }

    /// <summary>Of the namespace.</summary>
    public string Name { get; }

    /// <summary>The administrator's.</summary>
    public KubernetesClient Client { get; }

    public string KubeConfigFile => _kubeConfig.Path;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="user">Who the program is to be; null for the administrator.</param>
    public static async Task<ClusterSpace> OpenAsync(Func<KubernetesApiServer, ApiUser>? user = null)
    {
        await Definition.Value;
        var server = await SharedApiServer.GetAsync();
        return new ClusterSpace(server, await ApiProxy.StartAsync(server, Cancel), await server.CreateNamespaceAsync(Cancel), user?.Invoke(server) ?? server.Admin);
    }

    public TestProcess Start(params string[] arguments) => StartWith("", arguments);

    public async Task<Ended> RunAsync(params string[] arguments) => await EndAsync(Start(arguments));

    public async Task<Ended> RunWithAsync(string input, params string[] arguments) => await EndAsync(StartWith(input, arguments));

    public static async Task<Ended> EndAsync(TestProcess process)
    {
        await using (process)
        {
            var code = await process.WaitForExitAsync(cancellationToken: Cancel);
            return new Ended(code, Text(process.Output), Text(process.Errors));
        }
    }

    /// <summary>A job over a range of 100 items.</summary>
    public async Task<JobObject> CreateJobAsync(string name, string spec = "", string labels = "{}")
    {
        var manifest = JsonNode.Parse($$"""
            {
              "apiVersion": "paralleljobs.io/v1alpha1", "kind": "ParallelJob",
              "metadata": { "name": "{{name}}", "namespace": "{{Name}}", "labels": {{labels}} },
              "spec": { "range": { "start": 0, "end": 100 }, "kernel": { "name": "pi" } {{spec}} }
            }
            """)!;
        return await Client.CreateAsync(Parse(manifest), cancellationToken: Cancel);
    }

    /// <summary>As the operator would: the rest of the status stays.</summary>
    public Task<JobObject> SetStatusAsync(string name, string status) => Client.PatchAsync<JobObject>(
        Name, name, Patch.Merge(new JsonObject { ["status"] = JsonNode.Parse(status) }), "status", cancellationToken: Cancel);

    /// <summary>Complete, with a result.</summary>
    public Task<JobObject> CompleteAsync(string name, string result = "3.25") => SetStatusAsync(name, $$"""
        {
          "observedGeneration": 1, "conditions": [ { "type": "Complete", "status": "True", "reason": "Done", "message": "all items are done" } ],
          "summary": { "state": "Complete", "progress": "100%", "result": "{{result}}" },
          "items": { "total": "100", "completed": "100", "inFlight": "0", "retrying": "0", "failed": "0" },
          "result": { "value": "{{result}}", "coverage": "[0,100)", "digest": "sha256:{{new string('a', 64)}}" }
        }
        """);

    public Task<JobObject> FailAsync(string name, string reason = "DeadLeaves") => SetStatusAsync(name, $$"""
        {
          "observedGeneration": 1, "conditions": [ { "type": "Failed", "status": "True", "reason": "{{reason}}", "message": "3 items failed" } ],
          "summary": { "state": "Failed", "progress": "97%" },
          "items": { "total": "100", "completed": "97", "inFlight": "0", "retrying": "0", "failed": "3" },
          "failures": { "count": 3, "sample": [ { "start": 4, "end": 7, "attempts": 3, "message": "division by zero" } ] }
        }
        """);

    public Task<JobObject> GetAsync(string name) => Client.GetAsync<JobObject>(Name, name, Cancel);

    public Task<bool> DeleteAsync(string name) => Client.DeleteAsync<JobObject>(Name, name, cancellationToken: Cancel);

    /// <summary>Returns when the program has asked for a watch of jobs: what happens from here on, it hears.</summary>
    public Task UntilWatchedAsync(int times = 1) => Proxy.Requests.UntilAsync(
        times, request => request is { Verb: "watch", Resource: ParallelJob.Plural }, cancellationToken: Cancel);

    /// <summary>Starts the program and returns when it watches.</summary>
    public async Task<TestProcess> StartWatchingAsync(params string[] arguments)
    {
        Proxy.Requests.Clear();
        var process = Start(arguments);
        await UntilWatchedAsync();
        return process;
    }

    /// <summary>Lets a user of the server do this in the namespace; returns when it is in force.</summary>
    public async Task AllowAsync(string user, params string[] rules)
    {
        foreach (var (rule, at) in rules.Select((rule, at) => (rule, at)))
        {
            var parts = rule.Split(' ');
            await KubectlAsync("create", "role", $"{user}-{at}", $"--verb={parts[0]}", $"--resource={parts[1]}", "-n", Name);
            await KubectlAsync("create", "rolebinding", $"{user}-{at}", $"--role={user}-{at}", $"--user={user}", "-n", Name);
            await Question.UntilYesAsync(
                async _ => await EndAsync(Server.Kubectl(["auth", "can-i", parts[0].Split(',')[0], parts[1], "-n", Name, "--as", user])) is { ExitCode: 0 },
                $"the right of {user} to {rule}",
                cancellationToken: Cancel);
        }
    }

    public async Task<Ended> KubectlAsync(params string[] arguments)
    {
        var ended = await EndAsync(Server.Kubectl(arguments));
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return ended;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        Client.Dispose();
        _kubeConfig.Dispose();
    }

    private static JobObject Parse(JsonNode manifest) =>
        System.Text.Json.JsonSerializer.Deserialize(manifest, ClustersJson.Default.JobObject)!;

    private TestProcess StartWith(string input, string[] arguments) => TestProcess.Start(
        Pjob.Path, arguments, new Dictionary<string, string?> { ["KUBECONFIG"] = KubeConfigFile, ["NO_COLOR"] = null }, input);

    private static string Text(IReadOnlyList<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static async Task DefineAsync()
    {
        var server = await SharedApiServer.GetAsync();
        var applied = await EndAsync(server.Kubectl(["apply", "--server-side", "-f", Pjob.Repository("charts/parallel-job-operator/files/crd-without-cel.yaml")]));
        Assert.True(applied.ExitCode == 0, applied.Errors);
        using var client = server.Client();
        await Question.UntilYesAsync(
            async token =>
            {
                try
                {
                    await client.ListAsync<JobObject>(new Selection("default"), token);
                    return true;
                }
                catch (KubernetesException missing) when (missing.IsNotFound)
                {
                    return false;
                }
            },
            $"{ParallelJob.Plural} to be served",
            cancellationToken: Cancel);
    }
}
