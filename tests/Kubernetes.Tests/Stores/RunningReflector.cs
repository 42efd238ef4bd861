using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>A reflector of config maps that runs until it is disposed of, and what was heard of its store. Safe for use by several threads.</summary>
internal sealed class RunningReflector : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _changes = [];
    private readonly Dictionary<ResourceKey, ConfigMap> _told = [];
    private readonly string _namespace;
    private readonly CancellationTokenSource _stop = new();
    private readonly Signal _changed = new();
    private readonly Task _running;
    private bool _addsUp = true;

    public RunningReflector(KubernetesClient client, TimeProvider time, Selection selection, Store<ConfigMap>? store = null, int seed = 1)
    {
        Store = store ?? new Store<ConfigMap>();
        Store.Changed += Hear;
        _namespace = selection.Namespace ?? "";
        Reflector = new Reflector<ConfigMap>(client, Store, selection, time, new Random(seed), NullLogger<Reflector<ConfigMap>>.Instance);
        _running = Task.Run(() => Reflector.RunAsync(_stop.Token));
    }

    public Store<ConfigMap> Store { get; }

    public Reflector<ConfigMap> Reflector { get; }

    public bool HasEnded => _running.IsCompleted;

    /// <summary>In the words of <see cref="Objects.Words"/>, since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<string> Changes
    {
        get { lock (_lock) { return [.. _changes]; } }
    }

    /// <summary>By name, the resourceVersions that whoever hears only of changes knows; null where what he was told did not add up.</summary>
    public IReadOnlyDictionary<string, string>? Told
    {
        get { lock (_lock) { return _addsUp ? Versions(_told.Values) : null; } }
    }

    public static Dictionary<string, string> Versions(IEnumerable<ConfigMap> maps) =>
        maps.ToDictionary(map => map.Metadata.Name!, map => map.Metadata.ResourceVersion!, StringComparer.Ordinal);

    public void Forget()
    {
        lock (_lock)
        {
            _changes.Clear();
        }
    }

    public Task SyncedAsync(CancellationToken cancellationToken) => Store.WaitUntilSyncedAsync(cancellationToken).WaitAsync(Signal.AtMost, cancellationToken);

    /// <summary>Returns when the store is so.</summary>
    public Task UntilAsync(Func<Store<ConfigMap>, bool> holds, string what, CancellationToken cancellationToken, TimeSpan? within = null) =>
        _changed.UntilAsync(() => holds(Store), $"{what}; the store has {Store.Count}", within, cancellationToken);

    /// <summary>Returns when the object of this name has this value.</summary>
    public Task UntilAsync(string name, string? value, CancellationToken cancellationToken) =>
        UntilAsync(store => store.Find(new ResourceKey(_namespace, name))?.Data?["value"] == value, $"{name} to be {value}", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Store.Changed -= Hear;
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(Signal.AtMost));
        _stop.Dispose();
    }

    private void Hear(ConfigMap? before, ConfigMap? after)
    {
        lock (_lock)
        {
            _changes.Add(Objects.Words(before, after));
            var key = ResourceKey.Of((after ?? before)!.Metadata);
            _addsUp &= before == _told.GetValueOrDefault(key);
            _ = after is null ? _told.Remove(key) : (_told[key] = after) is not null;
        }

        _changed.Raise();
    }
}
