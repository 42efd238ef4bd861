using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>A store that a reflector of its own keeps until it is disposed of, to wait for states of objects. Safe for use by several threads.</summary>
public sealed class WatchedStore<T> : IAsyncDisposable
    where T : class, IResource<T>
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Signal _changed = new();
    private readonly Task _running;

    /// <param name="client">Must live longer.</param>
    /// <param name="selection">Of which objects.</param>
    /// <param name="heard">Hears of each change, on one thread at a time.</param>
    public WatchedStore(KubernetesClient client, Selection selection, Action<T?, T?>? heard = null)
    {
        Store.Changed += heard;
        Store.Changed += (_, _) => _changed.Raise();
        var reflector = new Reflector<T>(client, Store, selection, TimeProvider.System, new Random(1), NullLogger<Reflector<T>>.Instance);
        _running = Task.Run(() => reflector.RunAsync(_stop.Token));
    }

    public Store<T> Store { get; } = new();

    /// <summary>Itself, when it has listed.</summary>
    public async Task<WatchedStore<T>> SyncedAsync(CancellationToken cancellationToken = default)
    {
        await Store.WaitUntilSyncedAsync(cancellationToken).WaitAsync(Signal.AtMost, cancellationToken);
        return this;
    }

    /// <summary>Returns when the store is so.</summary>
    public Task UntilAsync(Func<Store<T>, bool> holds, string what, TimeSpan? within = null, CancellationToken cancellationToken = default) =>
        _changed.UntilAsync(() => holds(Store), what, within, cancellationToken);

    /// <summary>The object of that name when it is so.</summary>
    public async Task<T> UntilAsync(
        ResourceKey key,
        Func<T, bool> holds,
        string what,
        TimeSpan? within = null,
        CancellationToken cancellationToken = default)
    {
        T? found = null;
        await UntilAsync(store => (found = store.Find(key)) is not null && holds(found), $"{T.Type.Kind} {key} {what}", within, cancellationToken);
        return found!;
    }

    /// <summary>Returns when there is none of that name.</summary>
    public Task UntilGoneAsync(ResourceKey key, TimeSpan? within = null, CancellationToken cancellationToken = default) =>
        UntilAsync(store => store.Find(key) is null, $"{T.Type.Kind} {key} to go", within, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stop.Dispose();
    }
}
