namespace ParallelJobs.Kubernetes.Stores;

/// <summary>
/// The objects of one type as a program last heard of them. Many read; each selection has one writer, and selections must not overlap. All
/// members may be used by several threads; the objects are immutable.
/// </summary>
public sealed class Store<T>
    where T : class, IResource<T>
{
    /// <summary>
    /// Before and after: null before for what has come, null after for what has gone. Raised outside any lock, for one selection in the order of the
    /// changes, on the thread of the writer: handlers are quick, add keys to queues, and do not throw.
    /// </summary>
    public event Action<T?, T?>? Changed;

    /// <summary>True from when every writer has written its first complete list.</summary>
    public bool Synced => throw new NotImplementedException(Changed?.ToString());

    public int Count => throw new NotImplementedException();

    /// <summary>Ends when <see cref="Synced"/> is true.</summary>
    public Task WaitUntilSyncedAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Null when there is none.</summary>
    public T? Find(ResourceKey key) => throw new NotImplementedException();

    /// <summary>All, or those of one namespace, in no order; a snapshot.</summary>
    public IReadOnlyList<T> List(string? @namespace = null) => throw new NotImplementedException();

    /// <summary>Those with an owner reference to this uid; a snapshot.</summary>
    public IReadOnlyList<T> OwnedBy(string uid) => throw new NotImplementedException();
}
