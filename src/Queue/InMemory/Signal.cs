namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// Wakes everybody who waits at the moment it is raised. Not safe for use by several threads: belongs under its owner's lock. Nothing
/// runs inside <see cref="Raise"/>; waiters go on elsewhere.
/// </summary>
internal sealed class Signal
{
    private TaskCompletionSource? _next;

    /// <summary>Completes when the signal is raised next.</summary>
    public Task Next => (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Raise()
    {
        _next?.TrySetResult();
        _next = null;
    }
}
