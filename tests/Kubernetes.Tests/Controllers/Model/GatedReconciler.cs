using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>Reconciles that end when and how the test says; they stop at the token, unless told not to. Safe for use by several threads.</summary>
internal sealed class GatedReconciler : IReconciler<int>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<ReconcileResult>> _running = [];
    private readonly Dictionary<int, int> _changes = [];
    private readonly Dictionary<int, int> _seen = [];
    private int _begun;

    public Signal Changed { get; } = new();

    public bool IgnoresToken { get; init; }

    /// <summary>What must never happen.</summary>
    public string? Violation { get; private set; }

    public int Begun
    {
        get { lock (_lock) { return _begun; } }
    }

    public IReadOnlyList<int> Running
    {
        get { lock (_lock) { return [.. _running.Keys]; } }
    }

    /// <summary>Keys of which a change was not seen by any reconcile that began after it.</summary>
    public IReadOnlyList<int> Unseen
    {
        get { lock (_lock) { return [.. _changes.Where(each => _seen.GetValueOrDefault(each.Key) != each.Value).Select(each => each.Key)]; } }
    }

    /// <summary>The object of the key is another now.</summary>
    public void Change(int key)
    {
        lock (_lock)
        {
            _changes[key] = _changes.GetValueOrDefault(key) + 1;
        }
    }

    public Task UntilBegunAsync(int count) =>
        Changed.UntilAsync(() => Begun >= count, $"{count} reconciles", cancellationToken: TestContext.Current.CancellationToken);

    public void Finish(int key, Exception failure) => Take(key).SetException(failure);

    public void Finish(int key, ReconcileResult result = default) => Take(key).SetResult(result);

    public async Task<ReconcileResult> ReconcileAsync(int key, CancellationToken cancellationToken)
    {
        var gate = Begin(key, cancellationToken);
        try
        {
            return await (IgnoresToken ? gate.Task : gate.Task.WaitAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Take(key);
            throw;
        }
    }

    private TaskCompletionSource<ReconcileResult> Begin(int key, CancellationToken cancellationToken)
    {
        var gate = new TaskCompletionSource<ReconcileResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            Violation ??= cancellationToken.IsCancellationRequested ? $"{key} begins after the end" : null;
            Violation ??= _running.TryAdd(key, gate) ? null : $"{key} is reconciled twice at once";
            _seen[key] = _changes.GetValueOrDefault(key);
            _begun++;
        }

        Changed.Raise();
        return gate;
    }

    private TaskCompletionSource<ReconcileResult> Take(int key)
    {
        lock (_lock)
        {
            return _running.Remove(key, out var gate) ? gate : throw new InvalidOperationException($"{key} is not being reconciled");
        }
    }
}
