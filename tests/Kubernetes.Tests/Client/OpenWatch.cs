namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>A watch whose events a test takes one after the other. It is opened by the first.</summary>
internal sealed class OpenWatch<T>(KubernetesClient client, Selection selection, string resourceVersion, int seconds = 300) : IAsyncDisposable
    where T : class, IResource<T>
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ending = new();
    private IAsyncEnumerator<WatchEvent<T>>? _events;

    /// <summary>Null when the watch has ended.</summary>
    public async Task<WatchEvent<T>?> NextAsync(CancellationToken cancellationToken)
    {
        _events ??= client.WatchAsync<T>(selection, resourceVersion, TimeSpan.FromSeconds(seconds), _ending.Token).GetAsyncEnumerator(CancellationToken.None);
        // A limit for failure alone; it gives up the whole watch.
        using var bound = new CancellationTokenSource(AtMost);
        await using var ending = bound.Token.UnsafeRegister(_ => _ending.Cancel(), state: null);
        await using var test = cancellationToken.UnsafeRegister(_ => _ending.Cancel(), state: null);
        return await _events.MoveNextAsync() ? _events.Current : null;
    }

    public async Task<IReadOnlyList<WatchEvent<T>>> NextAsync(int count, CancellationToken cancellationToken)
    {
        List<WatchEvent<T>> events = [];
        while (events.Count < count)
        {
            events.Add(await NextAsync(cancellationToken) ?? throw new InvalidOperationException($"the watch ended after {events.Count} events of {count}"));
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await (_events?.DisposeAsync() ?? ValueTask.CompletedTask);
        _ending.Dispose();
    }
}
