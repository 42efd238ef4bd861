using System.Globalization;

namespace ParallelJobs.Kubernetes.Stores;

/// <summary>
/// The objects of one type as a program last heard of them. Many read; each selection has one writer, its reflector, and selections must not
/// overlap; an object may go from one to another, and their writers may hear of that in either order. All
/// members may be used by several threads; the objects are immutable.
/// </summary>
public sealed class Store<T>
    where T : class, IResource<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceKey, (T Object, StoreWriter<T> Writer)> _objects = [];
    private readonly Dictionary<string, HashSet<ResourceKey>> _byOwner = new(StringComparer.Ordinal);
    private readonly HashSet<StoreWriter<T>> _unsynced = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Before and after: null before for what has come, null after for what has gone; an object that was deleted and made anew goes and comes. Raised
    /// outside any lock, for one selection in the order of the changes, on the thread of its writer: handlers are quick, add keys to queues, and
    /// do not throw.
    /// </summary>
    public event Action<T?, T?>? Changed;

    /// <summary>True from when every writer has written its first complete list; false while there is no writer.</summary>
    public bool Synced => _synced.Task.IsCompleted;

    public int Count
    {
        get { lock (_lock) { return _objects.Count; } }
    }

    /// <summary>Ends when <see cref="Synced"/> is true.</summary>
    public Task WaitUntilSyncedAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <summary>Null when there is none.</summary>
    public T? Find(ResourceKey key)
    {
        lock (_lock)
        {
            return _objects.TryGetValue(key, out var entry) ? entry.Object : null;
        }
    }

    /// <summary>All, or those of one namespace, in no order; a snapshot.</summary>
    public IReadOnlyList<T> List(string? @namespace = null)
    {
        lock (_lock)
        {
            return @namespace is null
                ? [.. _objects.Values.Select(entry => entry.Object)]
                : [.. _objects.Where(entry => entry.Key.Namespace == @namespace).Select(entry => entry.Value.Object)];
        }
    }

    /// <summary>Those with an owner reference to this uid; a snapshot.</summary>
    public IReadOnlyList<T> OwnedBy(string uid)
    {
        lock (_lock)
        {
            return _byOwner.TryGetValue(uid, out var keys) ? [.. keys.Select(key => _objects[key].Object)] : [];
        }
    }

    /// <summary>A further writer; the store is not synced before it has replaced its objects once. All writers come before the first writes.</summary>
    internal StoreWriter<T> AddWriter()
    {
        var writer = new StoreWriter<T>(this);
        lock (_lock)
        {
            _unsynced.Add(writer);
        }

        return writer;
    }

    /// <summary>All objects of this writer are now these.</summary>
    internal void Replace(StoreWriter<T> writer, IReadOnlyList<T> objects)
    {
        // All keys first: an object without a name shall throw before anything is changed that would then be told to nobody.
        HashSet<ResourceKey> present = [.. objects.Select(item => ResourceKey.Of(item.Metadata))];
        List<(T? Before, T? After)> changes = [];
        lock (_lock)
        {
            foreach (var item in objects)
            {
                Put(writer, item, changes);
            }

            foreach (var key in _objects.Where(entry => entry.Value.Writer == writer && !present.Contains(entry.Key)).Select(entry => entry.Key).ToList())
            {
                Take(key, changes);
            }
        }

        Raise(changes);
        MarkSynced(writer);
    }

    internal void Upsert(StoreWriter<T> writer, T item)
    {
        List<(T? Before, T? After)> changes = new(1);
        lock (_lock)
        {
            Put(writer, item, changes);
        }

        Raise(changes);
    }

    /// <summary>An object that has come to the selection of another writer meanwhile is that one's, and stays.</summary>
    internal void Remove(StoreWriter<T> writer, ResourceKey key)
    {
        List<(T? Before, T? After)> changes = new(1);
        lock (_lock)
        {
            if (_objects.TryGetValue(key, out var entry) && entry.Writer == writer)
            {
                Take(key, changes);
            }
        }

        Raise(changes);
    }

    private void Put(StoreWriter<T> writer, T item, List<(T? Before, T? After)> changes)
    {
        var key = ResourceKey.Of(item.Metadata);
        var before = _objects.TryGetValue(key, out var entry) ? entry.Object : null;
        if (before is not null && entry.Writer != writer && IsOlder(item, before))
        {
            // It went from this selection to that of another writer, who has heard of it first.
            return;
        }

        if (before is not null && before.Metadata.Uid != item.Metadata.Uid)
        {
            Take(key, changes);
            before = null;
        }

        if (before is null || before.Metadata.ResourceVersion != item.Metadata.ResourceVersion)
        {
            Unindex(key, before);
            _objects[key] = (item, writer);
            Index(key, item);
            changes.Add((before, item));
        }
    }

    /// <summary>False where it cannot be told: versions of the API server are whole numbers that grow, those of others may be anything.</summary>
    private static bool IsOlder(T one, T other) =>
        ulong.TryParse(one.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && ulong.TryParse(other.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        && first < second;

    private void Take(ResourceKey key, List<(T? Before, T? After)> changes)
    {
        if (_objects.Remove(key, out var entry))
        {
            Unindex(key, entry.Object);
            changes.Add((entry.Object, null));
        }
    }

    private void Index(ResourceKey key, T item)
    {
        foreach (var owner in item.Metadata.OwnerReferences ?? [])
        {
            if (!_byOwner.TryGetValue(owner.Uid, out var keys))
            {
                _byOwner.Add(owner.Uid, keys = []);
            }

            keys.Add(key);
        }
    }

    private void Unindex(ResourceKey key, T? item)
    {
        foreach (var owner in item?.Metadata.OwnerReferences ?? [])
        {
            if (_byOwner.TryGetValue(owner.Uid, out var keys) && keys.Remove(key) && keys.Count == 0)
            {
                _byOwner.Remove(owner.Uid);
            }
        }
    }

    private void Raise(List<(T? Before, T? After)> changes)
    {
        Exception? first = null;
        foreach (var (before, after) in changes)
        {
            foreach (var handler in Delegate.EnumerateInvocationList(Changed))
            {
                try
                {
                    handler(before, after);
                }
                catch (Exception exception)
                {
                    // Its own fault. The others hear all the same, also of the changes behind this one: nothing would tell them again.
                    first ??= exception;
                }
            }
        }

        if (first is not null)
        {
            throw new InvalidOperationException($"a handler of changes of {T.Type.Plural} failed: {first.Message}", first);
        }
    }

    private void MarkSynced(StoreWriter<T> writer)
    {
        bool last;
        lock (_lock)
        {
            last = _unsynced.Remove(writer) && _unsynced.Count == 0;
        }

        if (last)
        {
            _synced.SetResult();
        }
    }
}
