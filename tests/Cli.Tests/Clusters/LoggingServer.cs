using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Cli.Tests.Clusters;

/// <summary>An API server in memory that has logs and lets everybody do everything else.</summary>
internal sealed class LoggingServer : HttpMessageHandler
{
    private readonly Signal _asked = new();
    private readonly HttpMessageInvoker _objects;

    public LoggingServer()
    {
        _objects = new HttpMessageInvoker(Server);
        Session = new ClusterSession(new KubernetesClient(FakeApiServer.Url, this), "default");
    }

    public FakeApiServer Server { get; } = new();

    public ClusterSession Session { get; }

    /// <summary>By pod and container.</summary>
    public ConcurrentDictionary<string, string> Logs { get; } = new(StringComparer.Ordinal);

    /// <summary>Pod and parameters of what was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Nobody may read logs.</summary>
    public bool Refuses { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<JobObject> CreateJobAsync()
    {
        var json = """
            { "apiVersion": "paralleljobs.io/v1alpha1", "kind": "ParallelJob", "metadata": { "name": "pi", "namespace": "default" }, "spec": {} }
            """;
        return Session.Client.CreateAsync(JsonSerializer.Deserialize(json, ClustersJson.Default.JobObject)!, cancellationToken: Cancel);
    }

    public Task<JobObject> CompleteAsync() => Session.Client.PatchAsync<JobObject>(
        "default",
        "pi",
        Patch.Merge((JsonObject)JsonNode.Parse("""{ "status": { "conditions": [ { "type": "Complete", "status": "True" } ] } }""")!),
        "status",
        cancellationToken: Cancel);

    /// <summary>A pod whose containers run.</summary>
    public async Task CreatePodAsync(JobObject? job, string name, params string[] containers)
    {
        var pod = new Pod
        {
            Metadata = new ObjectMeta
            {
                Namespace = "default",
                Name = name,
                Labels = new Dictionary<string, string> { [JobLabels.JobUid] = job?.Metadata.Uid ?? "other" },
            },
            Spec = new PodSpec { Containers = [.. containers.Select(container => new Container { Name = container })] },
        };
        await Session.Client.CreateAsync(pod, cancellationToken: Cancel);
        await SetRunningAsync(name, containers, restarts: 0);
    }

    public Task RestartAsync(string name) => SetRunningAsync(name, ["worker"], restarts: 1);

    public Task UntilAskedAsync(string pod, int times = 1) => _asked.UntilAsync(
        () => Asked.Count(query => query.StartsWith(pod, StringComparison.Ordinal)) >= times, $"the log of {pod}", cancellationToken: Cancel);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/selfsubjectaccessreviews", StringComparison.Ordinal))
        {
            return Answer(request, HttpStatusCode.Created, """{ "status": { "allowed": true } }""");
        }

        if (!path.EndsWith("/log", StringComparison.Ordinal))
        {
            return await _objects.SendAsync(request, cancellationToken);
        }

        var pod = path.Split('/')[^2];
        var container = request.RequestUri.Query.Split('&')[0].Split('=')[1];
        var answer = Refuses ? Answer(request, HttpStatusCode.Forbidden, """{ "kind": "Status", "reason": "Forbidden", "message": "no logs for you" }""")
            : Logs.TryGetValue($"{pod}/{container}", out var log) ? Answer(request, HttpStatusCode.OK, log)
            : Answer(request, HttpStatusCode.BadRequest, """{ "kind": "Status", "reason": "BadRequest", "message": "the container waits to start" }""");
        Asked.Enqueue(pod + request.RequestUri.Query);
        _asked.Raise();
        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _objects.Dispose();
            Server.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task SetRunningAsync(string name, string[] containers, int restarts)
    {
        var pod = await Session.Client.GetAsync<Pod>("default", name, Cancel);
        ContainerStatus[] statuses =
        [
            .. containers.Select(container => new ContainerStatus
            {
                Name = container, RestartCount = restarts, State = new ContainerState { Running = new ContainerRunning() },
            }),
        ];
        await Session.Client.ReplaceStatusAsync(pod with { Status = new PodStatus { ContainerStatuses = statuses } }, cancellationToken: Cancel);
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode code, string body) =>
        new(code) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
