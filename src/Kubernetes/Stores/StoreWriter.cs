namespace ParallelJobs.Kubernetes.Stores;

/// <summary>The right to write the objects of one selection into a store. For one thread at a time.</summary>
internal sealed class StoreWriter<T>(Store<T> store)
    where T : class, IResource<T>
{
    /// <summary>All objects of the selection are now these: what came, changed and went is told to the store's readers as one difference.</summary>
    public void Replace(IReadOnlyList<T> objects) => store.Replace(this, objects);

    /// <summary>Nothing happens where the store has it in this resourceVersion.</summary>
    public void Upsert(T item) => store.Upsert(this, item);

    /// <summary>Nothing happens where there is none, or where it is another writer's by now.</summary>
    public void Remove(ResourceKey key) => store.Remove(this, key);
}
