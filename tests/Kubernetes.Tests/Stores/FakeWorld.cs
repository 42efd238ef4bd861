using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>A server in memory, one clock for all, and a reflector of the config maps of namespace "a" when it is started.</summary>
internal sealed class FakeWorld : IAsyncDisposable
{
    private readonly KubernetesClient _writer;
    private readonly KubernetesClient _reader;
    private RunningReflector? _running;

    public FakeWorld()
    {
        Timers = new TimerLog(Time);
        Server = new FakeApiServer(Time);
        Deaf = new DeafHandler(Server);
        _writer = new KubernetesClient(FakeApiServer.Url, Server, time: RequestTime);
        _reader = new KubernetesClient(FakeApiServer.Url, Deaf, time: RequestTime);
    }

    public ManualTime Time { get; } = new();

    /// <summary>By which the client waits for answers: it stands still unless it is told.</summary>
    public ManualTime RequestTime { get; } = new();

    public TimerLog Timers { get; }

    public FakeApiServer Server { get; }

    public DeafHandler Deaf { get; }

    public RunningReflector Running => _running ?? throw new InvalidOperationException("not started");

    public int Lists => Server.Requests.Count("list", "configmaps");

    public int Watches => Server.Requests.Count("watch", "configmaps");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts the reflector and returns when it has listed.</summary>
    public async Task<RunningReflector> StartAsync()
    {
        var running = Start();
        await running.SyncedAsync(Token);
        await UntilWatchAsync(1);
        return running;
    }

    public RunningReflector Start(int seed = 1) => _running = new RunningReflector(_reader, Timers, new Selection("a"), seed: seed);

    /// <summary>Returns when the watch of this number, counted from one, has been asked for.</summary>
    public Task UntilWatchAsync(int number) => Server.Requests.UntilAsync(number, IsWatch, cancellationToken: Token);

    public Task UntilListAsync(int number) => Server.Requests.UntilAsync(number, IsList, cancellationToken: Token);

    /// <summary>From which resourceVersion each watch was asked for.</summary>
    public IReadOnlyList<string> WatchedFrom => [.. Server.Requests.All.Where(IsWatch).Select(request => request.Query["resourceVersion"])];

    public static bool IsWatch(ApiRequest request) => request is { Verb: "watch", Resource: "configmaps" };

    public static bool IsList(ApiRequest request) => request is { Verb: "list", Resource: "configmaps" };

    /// <summary>Makes the object or gives it this value; its new resourceVersion.</summary>
    public async Task<string> PutAsync(string name, string value = "")
    {
        var map = new ConfigMap { Metadata = new ObjectMeta { Namespace = "a", Name = name }, Data = new Dictionary<string, string> { ["value"] = value } };
        var kept = await _writer.FindAsync<ConfigMap>("a", name, Token) is null
            ? await _writer.CreateAsync(map, cancellationToken: Token)
            : await _writer.PatchAsync<ConfigMap>("a", name, Patch.Merge(new JsonObject { ["data"] = new JsonObject { ["value"] = value } }), cancellationToken: Token);
        return kept.Metadata.ResourceVersion!;
    }

    public async Task PutManyAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await PutAsync($"m{i:0000}");
        }
    }

    public Task DeleteAsync(string name) => _writer.DeleteAsync<ConfigMap>("a", name, cancellationToken: Token);

    /// <summary>Changes an object and waits until the reflector has heard of it: then it reads its watch, and waits for nothing else.</summary>
    public async Task HearAsync(string value, string name = "sign")
    {
        await PutAsync(name, value);
        await Running.UntilAsync(name, value, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await (_running?.DisposeAsync() ?? ValueTask.CompletedTask);
        _writer.Dispose();
        _reader.Dispose();
        Deaf.Dispose();
    }
}
