namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>
/// Keys that wait for work. Fair: first added, first out. Stingy: a key waits once however often it is added; it is never out twice; added while
/// it is out, it comes again after <see cref="Done"/>. Safe for use by several threads.
/// </summary>
public sealed class WorkQueue<TKey>(TimeProvider time, Random random) : IDisposable
    where TKey : notnull
{
    /// <summary>How many keys wait to be taken, without those delayed.</summary>
    public int Depth => throw new NotImplementedException($"{time}{random}");

    /// <summary>How long the first of them has waited; zero when none waits.</summary>
    public TimeSpan Oldest => throw new NotImplementedException();

    public void Add(TKey key) => throw new NotImplementedException();

    /// <summary>Adds it then. Of several delays of a key the earliest wins; an Add meanwhile leaves the delay as it is.</summary>
    public void AddAfter(TKey key, TimeSpan delay) => throw new NotImplementedException();

    /// <summary>Adds it after a time that doubles with each call since <see cref="Forget"/>, with jitter; at least <paramref name="atLeast"/>.</summary>
    public void AddWithBackoff(TKey key, TimeSpan atLeast = default) => throw new NotImplementedException();

    /// <summary>The key's backoff begins anew.</summary>
    public void Forget(TKey key) => throw new NotImplementedException();

    /// <summary>Waits for a key; it is out until <see cref="Done"/>.</summary>
    public ValueTask<TKey> TakeAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Every key that was taken must be given back so.</summary>
    public void Done(TKey key) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
