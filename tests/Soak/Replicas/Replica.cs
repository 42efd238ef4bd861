using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.Soak.Checks;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Soak.Replicas;

/// <summary>One replica of an operator: its stores are always kept, and while it leads it mirrors. Runs until it is disposed of.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private const string Lease = "soak";

    private readonly string _name;
    private readonly SoakSpace _space;
    private readonly Referee _referee;
    private readonly Random _random;
    private readonly KubernetesClient _client;
    private readonly KubernetesClient _electing;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile LeaderElector? _elector;
    private volatile CancellationTokenSource? _term;

    public Replica(string name, KubernetesApiServer server, ApiProxy proxy, Version version, SoakSpace space, Referee referee, int seed)
    {
        (_name, _space, _referee, _random) = (name, space, referee, new Random(seed));
        var options = new KubernetesClientOptions { HttpVersion = version, RequestTimeout = TimeSpan.FromSeconds(10) };
        _client = server.Client(options: options, url: proxy.Url);
        _electing = server.Client(options: options with { HttpVersion = System.Net.HttpVersion.Version11 }, url: proxy.Url);
        var (sources, mirrors) = (Reflector(Sources, space.Source), Reflector(Mirrors, space.Mirror));
        _running = Task.WhenAll(
            Task.Run(() => sources.RunAsync(_stop.Token)),
            Task.Run(() => mirrors.RunAsync(_stop.Token)),
            Task.Run(() => ElectAsync(_stop.Token)));
    }

    public Store<ConfigMap> Sources { get; } = new();

    public Store<ConfigMap> Mirrors { get; } = new();

    public bool IsLeader => _elector?.IsLeader == true;

    /// <summary>Something of it ended, which never should.</summary>
    public bool HasFailed => _running.IsCompleted;

    /// <summary>As a rollout would: it gives its lease up, and contends again as another pod.</summary>
    public void Retire()
    {
        try
        {
            _term?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _client.Dispose();
        _electing.Dispose();
        _stop.Dispose();
    }

    private Reflector<ConfigMap> Reflector(Store<ConfigMap> store, string @namespace) =>
        new(_client, store, new Selection(@namespace), TimeProvider.System, new Random(_random.Next()), NullLogger<Reflector<ConfigMap>>.Instance);

    private async Task ElectAsync(CancellationToken cancellationToken)
    {
        for (var pod = 1; !cancellationToken.IsCancellationRequested; pod++)
        {
            using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var options = new LeaderElectorOptions { Namespace = _space.Mirror, Name = Lease, Identity = $"{_name}-{pod}" };
            _term = term;
            _elector = new LeaderElector(_electing, options, TimeProvider.System, new Random(_random.Next()), NullLogger<LeaderElector>.Instance);
            await _elector.RunAsync(LeadAsync, term.Token);
        }
    }

    private async Task LeadAsync(Leadership leadership)
    {
        _referee.Begin();
        using var queue = new WorkQueue<string>(TimeProvider.System, new Random(1));
        void Add(ConfigMap? before, ConfigMap? after) => queue.Add((after ?? before)!.Metadata.Name!);
        Sources.Changed += Add;
        Mirrors.Changed += Add;
        try
        {
            await Task.WhenAll(Sources.WaitUntilSyncedAsync(leadership.Token), Mirrors.WaitUntilSyncedAsync(leadership.Token));
            foreach (var map in Sources.List().Concat(Mirrors.List()))
            {
                Add(null, map);
            }

            var mirroring = new Mirroring(_client.While(leadership), Sources, Mirrors, _space, leadership, _referee);
            var options = new ControllerOptions { Name = $"{_name}-{leadership.Epoch}" };
            await new Controller<string>(options, queue, mirroring, TimeProvider.System, NullLogger<Controller<string>>.Instance).RunAsync(leadership.Token);
        }
        finally
        {
            Sources.Changed -= Add;
            Mirrors.Changed -= Add;
        }
    }
}
