using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Stores;

namespace ParallelJobs.Cli.Clusters;

/// <summary>
/// Objects as they change, until it is disposed of; what breaks on the way is mended by the reflector and said on stderr. For one reader.
/// </summary>
internal sealed class ObjectWatch<T> : IAsyncDisposable
    where T : class, IResource<T>
{
    private readonly Channel<(T? Before, T? After)> _changes = Channel.CreateUnbounded<(T? Before, T? After)>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public ObjectWatch(KubernetesClient client, Selection selection)
    {
        Store.Changed += (before, after) => _changes.Writer.TryWrite((before, after));
        var reflector = new Reflector<T>(client, Store, selection, TimeProvider.System, Random.Shared, new OutageLog<T>());
        _running = Task.Run(() => reflector.RunAsync(_stop.Token));
    }

    public Store<T> Store { get; } = new();

    /// <summary>Each change once, the first list's objects first; for ever.</summary>
    public async IAsyncEnumerable<(T? Before, T? After)> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _changes.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_changes.Reader.TryRead(out var change))
            {
                yield return change;
            }
        }
    }

    /// <summary>Looks at the store when it has listed, and again after changes, until it is so.</summary>
    public async Task UntilAsync(Func<Store<T>, bool> holds, CancellationToken cancellationToken)
    {
        await Store.WaitUntilSyncedAsync(cancellationToken);
        while (!holds(Store))
        {
            await _changes.Reader.WaitToReadAsync(cancellationToken);
            while (_changes.Reader.TryRead(out _))
            {
                // The store has it; many changes are looked at as one.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stop.Dispose();
    }
}
