namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>
/// The cases of a theory, all begun with the first: each waits for a lease to run out, and one after the other they would wait for minutes. Every
/// case's test then waits for its own.
/// </summary>
/// <param name="cases">All.</param>
/// <param name="run">Runs one.</param>
public abstract class ConcurrentCases<T>(IEnumerable<T> cases, Func<T, Task> run) : IAsyncDisposable
    where T : notnull
{
    private const int AtOnce = 6;

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly Lock _lock = new();
    private Dictionary<T, Task>? _running;

    public Task RunAsync(T one)
    {
        lock (_lock)
        {
            _running ??= Begin();
            return _running[one];
        }
    }

    /// <summary>None of them belongs to the test that came first.</summary>
    private Dictionary<T, Task> Begin()
    {
        using (ExecutionContext.SuppressFlow())
        {
            return cases.ToDictionary(each => each, each => Task.Run(() => InTurnAsync(each)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running?.Values ?? Enumerable.Empty<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _places.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task InTurnAsync(T one)
    {
        await _places.WaitAsync();
        try
        {
            await run(one);
        }
        finally
        {
            _places.Release();
        }
    }
}
